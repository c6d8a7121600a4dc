import { settlementChangedEntries, settlementEntries } from '#app/domain/reconciliation-entries.ts';
import type { GatewaySettlement } from '#app/razorpay/settlement-entities.ts';
import { fromUnixSeconds } from '#app/razorpay/unix-seconds.ts';
import type { Database } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { findBookedSettlement } from '#db/settlement-story.ts';
import { bookOnce } from './book-once.server.ts';

/**
 * Money that left for our bank: posted on its own day, once. One that fails afterwards, or whose amount is mended, is
 * booked to what Razorpay says by a posting more; what was posted stays.
 */
export async function bookSettlement(db: Database, told: GatewaySettlement, now: Date): Promise<void> {
  const amountPaise = told.status === 'failed' ? 0 : told.amount;
  await bookOnce(db, async (trx) => {
    const booked = await findBookedSettlement(trx, told.id);
    if (booked.postings === 0) return post(trx, [settlementEntries({ settlementId: told.id, amountPaise })], fromUnixSeconds(told.created_at));
    if (booked.paise !== amountPaise) await post(trx, [settlementChangedEntries({ settlementId: told.id, number: booked.postings, amountPaise: amountPaise - booked.paise })], now);
  });
}
