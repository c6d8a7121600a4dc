import type { LocalDate } from '#app/domain/appointment-time.ts';
import type { DeductionRule, SoldPart } from '#app/domain/earning.ts';
import type { IndividualStatus, ServiceKind } from '#app/domain/booking.ts';
import type { Database, Trx } from './client.ts';

/** A booked service as its provider closes it. */
export interface GiveablePart extends SoldPart {
  readonly id: string;
  readonly masterBookingId: string;
  readonly providerId: string;
  readonly serviceKind: ServiceKind;
  readonly status: IndividualStatus;
  readonly startsAt: Date;
  readonly zone: string;
  readonly sampleCollectedAt: Date | null;
  readonly keptFeeProviderBps: number;
  readonly goodwillPaise: number;
}

/** The provider's own part, or anybody's for an admin (`providerId` null); foreign and unknown are the same nothing. */
export async function findGiveablePart(trx: Trx, own: { readonly bookingId: string; readonly providerId: string | null }): Promise<GiveablePart | null> {
  const row = await trx
    .selectFrom('individual_booking')
    .selectAll()
    .where('id', '=', own.bookingId)
    .$if(own.providerId !== null, (query) => query.where('provider_id', '=', own.providerId!))
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    masterBookingId: row.master_booking_id,
    providerId: row.provider_id,
    serviceKind: row.service_kind,
    status: row.status,
    startsAt: row.starts_at,
    zone: row.zone,
    sampleCollectedAt: row.sample_collected_at,
    listPricePaise: row.list_price_paise,
    couponSharePaise: row.coupon_share_paise,
    paidPaise: row.paid_paise,
    requalifiedPaise: row.requalified_paise,
    regrantedPaise: row.regranted_paise,
    couponFundedBy: row.coupon_funded_by,
    commissionBps: row.commission_bps,
    keptFeeProviderBps: row.kept_fee_provider_bps,
    goodwillPaise: row.goodwill_paise,
  };
}

/** Taxes that an accountant has switched on; usually none. */
export async function findDeductionRules(db: Database): Promise<DeductionRule[]> {
  const rows = await db.selectFrom('deduction_rule').selectAll().orderBy('from_date').orderBy('kind').execute();
  return rows.map((row) => ({ kind: row.kind, rateBps: row.rate_bps, fromDate: row.from_date as LocalDate, untilDate: row.until_date as LocalDate | null }));
}
