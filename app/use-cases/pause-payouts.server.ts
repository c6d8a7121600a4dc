import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { PAYOUT_PAUSE_HOURS_MAX } from '#app/domain/payout-bounds.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { findPayoutPause, writePayoutPause } from '#db/payout-pause.ts';
import { tryInTransaction } from '#db/transaction.ts';

interface PauseOrder {
  readonly adminId: string;
  readonly reason: string;
  readonly now: Date;
}

export type PauseRefusal = Refusal<'too_long' | 'not_paused'>;

/**
 * The stop button for an incident: until the hour given nothing is sent and nothing is asked; what RazorpayX tells us is
 * still heard. It ends by itself, because a forgotten one would leave every provider unpaid.
 */
export async function pausePayouts(db: Database, order: PauseOrder & { readonly hours: number }): Promise<Outcome<{ until: Date }, PauseRefusal>> {
  const { adminId, reason, hours, now } = order;
  if (hours > PAYOUT_PAUSE_HOURS_MAX) return refused({ code: 'too_long', message: `Payouts can be paused for up to ${PAYOUT_PAUSE_HOURS_MAX} hours at a time.` });
  const until = minutesAfter(now, hours * 60);
  return tryInTransaction<{ until: Date }, PauseRefusal>(db, async (trx) => {
    await writePayoutPause(trx, { until, reason, paused_by: adminId, paused_at: now });
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'pause_payouts', subjectKind: 'payouts', subjectId: 'all', after: { until: until.toISOString() }, reason, at: now });
    return accepted({ until });
  });
}

export async function resumePayouts(db: Database, order: PauseOrder): Promise<Outcome<null, PauseRefusal>> {
  const { adminId, reason, now } = order;
  return tryInTransaction<null, PauseRefusal>(db, async (trx) => {
    const pause = await findPayoutPause(trx, now);
    if (!pause) return refused({ code: 'not_paused', message: 'Payouts are not paused.' });
    await writePayoutPause(trx, { until: now, reason, paused_by: adminId, paused_at: now });
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'resume_payouts', subjectKind: 'payouts', subjectId: 'all', before: { until: pause.until.toISOString() }, reason, at: now });
    return accepted(null);
  });
}
