import type { Selectable } from 'kysely';
import type { PayoutStatus } from '#app/domain/payout.ts';
import { shareOfPaise } from '#app/domain/money.ts';
import type { Trx } from '../client.ts';
import type { IndividualBookingTable } from '../tables.ts';
import type { ExportSpan } from './export-span.ts';
import { pagesInOrder } from './pages-in-order.ts';

type Part = Selectable<IndividualBookingTable>;

/** One line per master booking, by the instant it was made; its parts in basket order, prices as they were sold. */
export async function* bookingLines(trx: Trx, span: ExportSpan) {
  const pages = pagesInOrder({ at: 'created_at', id: 'id' }, span, ({ within, limit }) =>
    trx
      .selectFrom('master_booking')
      .select(['id', 'code', 'status', 'created_at as at', 'discount_paise', 'total_paise'])
      .where(within)
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
  for await (const masters of pages) {
    const ids = masters.map(({ id }) => id);
    const parts = await findPartsOf(trx, ids);
    const payouts = await trx.selectFrom('payout').select(['individual_booking_id', 'status']).where('master_booking_id', 'in', ids).execute();
    const payoutOf = new Map(payouts.map((payout) => [payout.individual_booking_id, payout.status]));
    for (const master of masters) {
      yield {
        masterBookingId: master.id,
        code: master.code,
        status: master.status,
        createdAt: master.at.toISOString(),
        discountPaise: master.discount_paise,
        totalPaise: master.total_paise,
        lines: (parts.get(master.id) ?? []).map((part) => partLine(part, payoutOf.get(part.id) ?? null)),
      };
    }
  }
}

/** The parts of many visits at once, each visit's in basket order. */
export async function findPartsOf(trx: Trx, masterBookingIds: readonly string[]): Promise<Map<string, Part[]>> {
  const parts = await trx.selectFrom('individual_booking').selectAll().where('master_booking_id', 'in', masterBookingIds).orderBy('position').execute();
  return Map.groupBy(parts, (part) => part.master_booking_id);
}

function partLine(part: Part, payoutStatus: PayoutStatus | null) {
  return {
    individualBookingId: part.id,
    serviceType: part.service_kind,
    providerId: part.provider_id,
    startsAt: part.starts_at.toISOString(),
    zone: part.zone,
    status: part.status,
    listPricePaise: part.list_price_paise,
    couponEligible: part.coupon_eligible === 1,
    couponSharePaise: part.coupon_share_paise,
    paidPaise: part.paid_paise,
    commissionPaise: commissionOf(part),
    /** Null until a payout exists for this part. */
    payoutStatus,
  };
}

/** On the list price when the platform gives the coupon, on what was paid when the provider does; floor. */
function commissionOf(part: Part): number {
  const basePaise = part.coupon_funded_by === 'platform' ? part.list_price_paise : part.paid_paise;
  return shareOfPaise(basePaise, part.commission_bps);
}
