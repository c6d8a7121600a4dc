import { contradicts, isNews, type GatewayPayoutStatus } from '#app/domain/payout.ts';
import type { GatewayPayout } from '#app/razorpay/payout-entities.ts';
import type { Database } from '#db/client.ts';
import { openDiscrepancy } from '#db/discrepancies.ts';
import { inTransaction } from '#db/transaction.ts';
import type { PayoutWorld } from './call-razorpayx.server.ts';
import { settlePayout } from './settle-payout.server.ts';

/** A payout event arrived: asks how the payout stands now, since events are late and out of order, and settles that. */
export async function hearOfPayout({ db, payoutGateway }: PayoutWorld, input: { readonly gatewayPayoutId: string; readonly toldStatus: GatewayPayoutStatus | null; readonly now: Date }): Promise<'done' | 'unknown' | 'foreign'> {
  const { gatewayPayoutId, now } = input;
  if (await isOldNews(db, gatewayPayoutId, input.toldStatus)) return 'done';
  const answer = await payoutGateway.fetchPayout(gatewayPayoutId);
  if (answer.kind === 'unknown') return 'unknown';
  if (answer.kind === 'refused') return 'foreign';
  // With another amount it is one of ours still, and its discrepancy is open already: as missing it would count twice.
  if ((await settlePayout(db, { told: answer.value, now })) !== 'foreign') return 'done';
  await reportForeign(db, answer.value, now);
  return 'foreign';
}

/** One payout comes as three events and two lines of the statement; what we have heard already needs no question. */
async function isOldNews(db: Database, gatewayPayoutId: string, told: GatewayPayoutStatus | null): Promise<boolean> {
  if (told === null) return false;
  const attempt = await db.selectFrom('payout_attempt').select(['status', 'utr']).where('gateway_payout_id', '=', gatewayPayoutId).executeTakeFirst();
  if (!attempt || isNews(attempt.status, told) || contradicts(attempt.status, told)) return false;
  return told !== 'processed' || attempt.utr !== null;
}

/** Made in RazorpayX's own dashboard: money has left that nobody here decided on. */
async function reportForeign(db: Database, told: GatewayPayout, now: Date): Promise<void> {
  await inTransaction(db, (trx) =>
    openDiscrepancy(trx, { kind: 'missing_at_ours', subjectId: told.id, masterBookingId: null, expectedPaise: 0, actualPaise: told.amount, note: 'A payout was made outside OneVisit. Say what it was for.' }, now),
  );
}
