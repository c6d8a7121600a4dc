import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { CLAWBACK_ESCALATE_DAYS, PAYOUT_LEASE_SECONDS } from '#app/domain/payout-bounds.ts';
import { leaveMessages } from '#db/messages.ts';
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

/** Every minute: payouts whose time has come, those a dead worker left behind, and holds whose reason is gone. */
export async function sweepPayouts(world: PayoutWorld, now: Date): Promise<number> {
  for (const providerId of await findProvidersToRelease(world.db, PROVIDERS_PER_ROUND)) {
    await inTransaction(world.db, (trx) => releaseHeldPayouts(trx, { providerId, actor: SYSTEM, now }));
  }
  const due = await findPayoutsDue(world.db, { now, lostBefore: new Date(now.getTime() - PAYOUT_LEASE_SECONDS * 1_000), limit: PAYOUTS_PER_ROUND });
  for (let from = 0; from < due.length; from += AT_ONCE) {
    await Promise.all(due.slice(from, from + AT_ONCE).map((payoutId) => sendPayout(world, { payoutId, now })));
  }
  await escalateClawbacks(world, now);
  return due.length;
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
