import { balanceLoadedEntries } from '#app/domain/payout-entries.ts';
import type { StatementLine } from '#app/razorpay/payout-entities.ts';
import type { Database } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { inTransaction, isDuplicateKey } from '#db/transaction.ts';
import type { PayoutWorld } from './call-razorpayx.server.ts';
import { hearOfPayout } from './hear-of-payout.server.ts';

/** A line appeared on RazorpayX's statement: a load of ours is booked; a payout's or a reversal's line leads to its payout. */
export async function hearOfStatementLine(world: PayoutWorld, input: { readonly transactionId: string; readonly now: Date }): Promise<'done' | 'unknown' | 'foreign'> {
  const { transactionId, now } = input;
  const answer = await world.payoutGateway.fetchStatementLine(transactionId);
  if (answer.kind === 'unknown') return 'unknown';
  if (answer.kind === 'refused') return 'foreign';
  const { source } = answer.value;
  if (source.entity === 'bank_transfer') return bookLoad(world.db, answer.value, now);
  const gatewayPayoutId = source.entity === 'payout' ? source.id : source.payout_id;
  if (!gatewayPayoutId) return 'foreign';
  // A debit says no more than that it left: the state `processing`, or any after it.
  return hearOfPayout(world, { gatewayPayoutId, toldStatus: answer.value.debit > 0 ? 'processing' : null, now });
}

async function bookLoad(db: Database, line: StatementLine, now: Date): Promise<'done'> {
  try {
    await inTransaction(db, (trx) => post(trx, [balanceLoadedEntries({ transactionId: line.id, amountPaise: line.credit - line.debit })], now));
  } catch (error) {
    // Told twice: the ledger keeps one posting of a line.
    if (!isDuplicateKey(error)) throw error;
  }
  return 'done';
}
