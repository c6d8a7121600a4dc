import type { Trx } from '../client.ts';
import type { AttemptRow } from '../payouts.ts';
import type { ExportSpan } from './export-span.ts';
import { pagesInOrder } from './pages-in-order.ts';

/**
 * One line per payout, by the instant it was earned: amountPaise = grossPaise − commissionPaise − deductionsPaise −
 * clawbackPaise. Gross of a service is its list price, or what was collected where the provider funds the coupon; of a
 * no-show or a kept fee it is the provider's share. `clawbackPaise` is what was netted from it so far; a payout whose
 * `amountPaise` is 0 is processed without an attempt. Attempts in order, each with its own key at RazorpayX.
 */
export async function* payoutLines(trx: Trx, span: ExportSpan) {
  const pages = pagesInOrder({ at: 'created_at', id: 'id' }, span, ({ within, limit }) =>
    trx.selectFrom('payout').selectAll().select('created_at as at').where(within).orderBy('created_at').orderBy('id').limit(limit).execute(),
  );
  for await (const payouts of pages) {
    const attempts = await trx.selectFrom('payout_attempt').selectAll().where('payout_id', 'in', payouts.map(({ id }) => id)).orderBy('number').execute();
    const byPayout = Map.groupBy(attempts, (attempt) => attempt.payout_id);
    for (const payout of payouts) {
      yield {
        payoutId: payout.id,
        providerId: payout.provider_id,
        individualBookingId: payout.individual_booking_id,
        status: payout.status,
        grossPaise: payout.gross_paise,
        commissionPaise: payout.commission_paise,
        deductionsPaise: payout.deductions_paise,
        clawbackPaise: payout.clawback_paise,
        amountPaise: payout.amount_paise,
        attempts: (byPayout.get(payout.id) ?? []).map(attemptLine),
      };
    }
  }
}

function attemptLine(attempt: AttemptRow) {
  return {
    number: attempt.number,
    status: attempt.status,
    mode: attempt.mode,
    utr: attempt.utr,
    reason: attempt.reason,
    startedAt: attempt.started_at.toISOString(),
    endedAt: attempt.ended_at?.toISOString() ?? null,
  };
}
