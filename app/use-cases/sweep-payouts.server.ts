import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { CLAWBACK_ESCALATE_DAYS, PAYOUT_LEASE_SECONDS, UNSETTLED_ASK_MINUTES } from '#app/domain/payout-bounds.ts';
import { log } from '#app/log.server.ts';
import { leaveMessages } from '#db/messages.ts';
import { findPayoutPause } from '#db/payout-pause.ts';
import { findPayoutsDue, findProvidersToRelease } from '#db/payouts.ts';
import { SYSTEM } from '#db/status-events.ts';
import { inTransaction } from '#db/transaction.ts';
import type { PayoutWorld } from './call-razorpayx.server.ts';
import { releaseHeldPayouts } from './release-payouts.server.ts';
import { sendPayout } from './send-payout.server.ts';

const PAYOUTS_PER_ROUND = 200;
const AT_ONCE = 8;
const PROVIDERS_PER_ROUND = 50;
const ESCALATIONS_PER_ROUND = 50;

/**
 * Every minute: payouts whose time has come, those a dead worker left behind, and holds whose reason is gone. The clock is
 * read again for each: a round can take minutes, and a lease begins with its own call.
 */
export async function sweepPayouts(world: PayoutWorld, clock: () => Date): Promise<number> {
  const now = clock();
  for (const providerId of await findProvidersToRelease(world.db, PROVIDERS_PER_ROUND)) {
    await inTransaction(world.db, (trx) => releaseHeldPayouts(trx, { providerId, actor: SYSTEM, now }));
  }
  const due = await findPayoutsDue(world.db, { now, lostBefore: new Date(now.getTime() - PAYOUT_LEASE_SECONDS * 1_000), limit: PAYOUTS_PER_ROUND });
  for (let from = 0; from < due.length; from += AT_ONCE) {
    // What is not sent now is found by the first round after the pause.
    if ((await findPayoutPause(world.db, clock())) !== null) break;
    await Promise.all(due.slice(from, from + AT_ONCE).map((payoutId) => sendOrSetAside(world, payoutId, clock())));
  }
  await escalateClawbacks(world, now);
  return due.length;
}

/** One that cannot be worked on is put behind the others and says so, or it would be the first of every round. */
async function sendOrSetAside(world: PayoutWorld, payoutId: string, now: Date): Promise<void> {
  try {
    await sendPayout(world, { payoutId, now });
  } catch (error) {
    log.error({ payoutId, error: error instanceof Error ? error.message : String(error) }, 'payout cannot be worked on');
    const note = 'Working on it failed in a way that nobody foresaw; it is tried again each half hour.';
    await world.db.updateTable('payout').set({ next_try_at: minutesAfter(now, UNSETTLED_ASK_MINUTES), note }).where('id', '=', payoutId).execute();
  }
}

/** A clawback that no payout has covered for a month goes to the admins, once. */
async function escalateClawbacks({ db }: PayoutWorld, now: Date): Promise<void> {
  const old = await db
    .selectFrom('clawback')
    .select('id')
    .where('closed_at', 'is', null)
    .where('escalated_at', 'is', null)
    .where('created_at', '<=', minutesAfter(now, -CLAWBACK_ESCALATE_DAYS * DAY_MINUTES))
    .limit(ESCALATIONS_PER_ROUND)
    .execute();
  for (const { id } of old) {
    await inTransaction(db, async (trx) => {
      const marked = await trx.updateTable('clawback').set({ escalated_at: now }).where('id', '=', id).where('escalated_at', 'is', null).executeTakeFirstOrThrow();
      if (marked.numUpdatedRows === 1n) await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'clawback-alert', clawbackId: id } }], now);
    });
  }
}
