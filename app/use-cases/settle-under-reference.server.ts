import type { GatewayPayout } from '#app/razorpay/payout-entities.ts';
import type { Database } from '#db/client.ts';
import { openDiscrepancy } from '#db/discrepancies.ts';
import { leaveMessages } from '#db/messages.ts';
import { lockPayout } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';
import { movePayout } from './move-payout.server.ts';
import { settlePayout, type PayoutSettlement } from './settle-payout.server.ts';

const PARKED_FROM: ReadonlySet<string> = new Set(['queued', 'failed', 'reversed', 'outcome_unknown']);
/** They pay nobody, whosever they are. */
const PAYS_NOBODY: ReadonlySet<string> = new Set(['failed', 'cancelled', 'rejected', 'reversed']);

/**
 * Settles all that RazorpayX has under our reference. What is there and cannot be told to be one of our tries — another
 * amount, or notes that are gone — may be this very payout: it is never sent beside it, but waits for a person. True
 * when nothing stands in the way.
 */
export async function settleUnderReference(db: Database, found: { readonly payoutId: string; readonly told: readonly GatewayPayout[]; readonly now: Date }): Promise<boolean> {
  const strange: Strange[] = [];
  for (const told of found.told) {
    const settlement = await settlePayout(db, { told, now: found.now });
    if (settlement !== 'settled' && !PAYS_NOBODY.has(told.status)) strange.push({ ...told, settlement });
  }
  if (strange.length === 0) return true;
  await park(db, found.payoutId, strange, found.now);
  return false;
}

type Strange = GatewayPayout & { readonly settlement: PayoutSettlement };

async function park(db: Database, payoutId: string, strange: readonly Strange[], now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const payout = await lockPayout(trx, payoutId);
    if (!PARKED_FROM.has(payout.status)) return;
    // One of ours with another amount has its discrepancy already, and would count twice.
    for (const told of strange.filter(({ settlement }) => settlement === 'foreign')) {
      const note = `RazorpayX has it under the reference of payout ${payout.id}, as none of its tries.`;
      await openDiscrepancy(trx, { kind: 'missing_at_ours', subjectId: told.id, masterBookingId: payout.master_booking_id, expectedPaise: 0, actualPaise: told.amount, note }, now);
    }
    const note = `RazorpayX has ${strange.map(({ id }) => id).join(', ')} under this payout’s reference, and none of our tries fits. Nothing is sent until a person has looked.`;
    await movePayout(trx, { payout, event: 'payout_parked', to: 'needs_attention', now, note, change: { next_try_at: null, note: note.slice(0, 300) } });
    await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'payout-alert', payoutId } }], now);
  });
}
