import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { clawbackOf } from '#app/domain/earning.ts';
import { shareOfPaise } from '#app/domain/money.ts';
import { clawbackEntries } from '#app/domain/payout-entries.ts';
import type { VisitPart } from '#db/cancellable-parts.ts';
import { sumClawed } from '#db/clawbacks.ts';
import type { Trx } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { newId } from '#db/new-id.ts';

interface RefundedService {
  readonly individualBookingId: string;
  readonly masterBookingId: string;
  readonly refundId: string;
  readonly refundPaise: number;
  readonly collectedPaise: number;
  readonly now: Date;
}

/** What its provider had earned by a part of which money goes back: the share of a waived fee, or of a service that was given. */
export async function takeBack(trx: Trx, part: VisitPart, returned: { readonly masterBookingId: string; readonly refundId: string; readonly fromKeptFeePaise: number; readonly goodwillPaise: number; readonly now: Date }): Promise<void> {
  const of = { individualBookingId: part.id, masterBookingId: returned.masterBookingId, refundId: returned.refundId, now: returned.now };
  if (returned.fromKeptFeePaise > 0) {
    await clawBackKeptFee(trx, { ...of, providerSharePaise: shareOfPaise(returned.fromKeptFeePaise, part.keptFeeProviderBps) });
  } else if (part.status === 'completed') {
    await clawBackEarning(trx, { ...of, refundPaise: returned.goodwillPaise, collectedPaise: effectivePaidPaise(part) });
  }
}

/**
 * A service that was given is refunded: its provider bears the same share of the earning, as a negative earning on
 * that very service, netted from the next payouts — also from its own, when it has not left yet. The visit is locked.
 */
async function clawBackEarning(trx: Trx, refunded: RefundedService): Promise<void> {
  const payout = await findEarning(trx, refunded.individualBookingId);
  if (!payout) return;
  const earlier = await sumClawed(trx, refunded.individualBookingId);
  const earningPaise = payout.gross_paise - payout.commission_paise - payout.deductions_paise;
  const amountPaise = clawbackOf({ earningPaise, collectedPaise: refunded.collectedPaise, refundedPaise: earlier.refundedPaise + refunded.refundPaise, clawedPaise: earlier.clawedPaise });
  const clawbackId = await insertClawback(trx, { ...refunded, providerId: payout.provider_id, amountPaise });
  await post(trx, [clawbackEntries({ ...refunded, clawbackId, amountPaise, providerId: payout.provider_id })], refunded.now);
}

/** A kept fee is waived: the ledger took the provider's share of it already, and what was paid out of it is taken back. */
async function clawBackKeptFee(trx: Trx, waived: Omit<RefundedService, 'collectedPaise' | 'refundPaise'> & { readonly providerSharePaise: number }): Promise<void> {
  const payout = await findEarning(trx, waived.individualBookingId);
  if (!payout || waived.providerSharePaise === 0) return;
  await insertClawback(trx, { ...waived, providerId: payout.provider_id, amountPaise: waived.providerSharePaise });
}

async function findEarning(trx: Trx, individualBookingId: string) {
  return trx
    .selectFrom('payout')
    .select(['provider_id', 'gross_paise', 'commission_paise', 'deductions_paise'])
    .where('individual_booking_id', '=', individualBookingId)
    .executeTakeFirst();
}

/** Also for nothing: the refund then counts towards the next one's share. */
async function insertClawback(trx: Trx, of: { individualBookingId: string; masterBookingId: string; refundId: string; providerId: string; amountPaise: number; now: Date }): Promise<string> {
  const id = newId();
  await trx
    .insertInto('clawback')
    .values({
      id, provider_id: of.providerId, individual_booking_id: of.individualBookingId, master_booking_id: of.masterBookingId, refund_id: of.refundId,
      amount_paise: of.amountPaise, open_paise: of.amountPaise, written_off_paise: 0, written_off_by: null, write_off_reason: null,
      created_at: of.now, escalated_at: null, closed_at: of.amountPaise === 0 ? of.now : null,
    })
    .execute();
  return id;
}
