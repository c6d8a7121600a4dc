import { parsePolicy } from '#app/domain/cancellation-policy.ts';
import type { CancellablePart } from '#app/domain/cancellation.ts';
import type { Database } from './client.ts';

/** A part as cancelling sees it, and what the use-cases need beside the maths. */
export interface VisitPart extends CancellablePart {
  readonly serviceName: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly followsBookingId: string | null;
  readonly usesFollowUpGrant: boolean;
  readonly fullPricePaise: number;
  readonly keptFeeProviderBps: number;
  readonly goodwillPaise: number;
}

/** All parts of a visit in basket order, with what was refunded so far: every refund that did not fail counts as spent. */
export async function getCancellableParts(db: Database, masterBookingId: string): Promise<VisitPart[]> {
  const [rows, refunded] = await Promise.all([
    db
      .selectFrom('individual_booking as part')
      .innerJoin('provider', 'provider.id', 'part.provider_id')
      .selectAll('part')
      .select('provider.name as provider_name')
      .where('part.master_booking_id', '=', masterBookingId)
      .orderBy('part.position')
      .execute(),
    db
      .selectFrom('refund_line as line')
      .innerJoin('refund', 'refund.id', 'line.refund_id')
      .select(['line.individual_booking_id', ({ fn }) => fn.sum<string>('line.amount_paise').as('paise')])
      .where('refund.master_booking_id', '=', masterBookingId)
      .where('refund.status', '!=', 'failed')
      .groupBy('line.individual_booking_id')
      .execute(),
  ]);
  const refundedPaise = new Map(refunded.map((row) => [row.individual_booking_id, Number(row.paise)]));
  return rows.map((row) => ({
    id: row.id,
    serviceKind: row.service_kind,
    serviceName: row.service_name,
    providerId: row.provider_id,
    providerName: row.provider_name,
    status: row.status,
    startsAt: row.starts_at,
    zone: row.zone,
    policy: parsePolicy(row.policy),
    sampleCollectedAt: row.sample_collected_at,
    fullPricePaise: row.full_price_paise,
    listPricePaise: row.list_price_paise,
    couponSharePaise: row.coupon_share_paise,
    paidPaise: row.paid_paise,
    requalifiedPaise: row.requalified_paise,
    regrantedPaise: row.regranted_paise,
    keptPaise: row.kept_fee_paise,
    goodwillPaise: row.goodwill_paise,
    keptFeeProviderBps: row.kept_fee_provider_bps,
    refundedPaise: refundedPaise.get(row.id) ?? 0,
    followsBookingId: row.follows_booking_id,
    usesFollowUpGrant: row.uses_follow_up_grant === 1,
  }));
}
