import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { BACK_FILL_DAYS_MAX } from '#app/domain/watchdog.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { tryInTransaction } from '#db/transaction.ts';
import type { WatchFinding } from '#db/watch-findings.ts';

type GapRefusal = Refusal<'too_far_back' | 'in_the_future'>;

/** Has a channel looked through again from an instant on. What is known already stays as it is. */
export async function fillGap(db: Database, order: { readonly adminId: string; readonly channel: WatchFinding['channel']; readonly from: Date; readonly now: Date }): Promise<Outcome<null, GapRefusal>> {
  const { adminId, channel, from, now } = order;
  if (from >= now) return refused({ code: 'in_the_future', message: 'Choose a time that is over.' });
  if (from < minutesAfter(now, -BACK_FILL_DAYS_MAX * DAY_MINUTES)) return refused({ code: 'too_far_back', message: `The gap can be filled for the last ${BACK_FILL_DAYS_MAX} days. What is older, the daily books find.` });
  return tryInTransaction<null, GapRefusal>(db, async (trx) => {
    const before = await trx.selectFrom('webhook_watch').select('looked_until').where('channel', '=', channel).forUpdate().executeTakeFirst();
    // Never forward: that would leave out what nobody has looked at.
    const lookedUntil = before && before.looked_until < from ? before.looked_until : from;
    await trx.insertInto('webhook_watch').values({ channel, looked_until: lookedUntil }).onDuplicateKeyUpdate({ looked_until: lookedUntil }).execute();
    await leaveMessages(trx, [{ task: 'watch-webhooks', payload: {} }], now);
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'fill_gap', subjectKind: 'webhooks', subjectId: channel, after: { from: from.toISOString() }, at: now });
    return accepted(null);
  });
}
