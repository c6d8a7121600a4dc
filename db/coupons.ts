import type { ServiceKind } from '#app/domain/booking.ts';
import type { CouponTerms } from '#app/domain/coupon.ts';
import type { Database, Trx } from './client.ts';
import type { CouponTable } from './tables.ts';

export interface Coupon {
  readonly id: string;
  readonly terms: CouponTerms;
  readonly perPatientLimit: number | null;
  readonly totalLimit: number | null;
}

function couponOf(row: CouponTable): Coupon {
  return {
    id: row.id,
    perPatientLimit: row.per_patient_limit,
    totalLimit: row.total_limit,
    terms: {
      code: row.code,
      percentBps: row.percent_bps,
      flatPaise: row.flat_paise,
      capPaise: row.cap_paise,
      minimumSpendPaise: row.minimum_spend_paise,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      eligibleKinds: row.eligible_kinds.split(',') as ServiceKind[],
      fundedBy: row.funded_by,
      afterCancel: row.after_cancel,
    },
  };
}

export async function findCoupon(db: Database, code: string): Promise<Coupon | null> {
  const row = await db.selectFrom('coupon').selectAll().where('code', '=', code.toUpperCase()).where('active', '=', 1).executeTakeFirst();
  return row ? couponOf(row) : null;
}

/** Locks the coupon, so that its limits are counted by one visit at a time; they and its end are as they are then. */
export async function lockCoupon(trx: Trx, couponId: string): Promise<Coupon> {
  return couponOf(await trx.selectFrom('coupon').selectAll().where('id', '=', couponId).forUpdate().executeTakeFirstOrThrow());
}

/** Redemptions that count against a limit: paid ones and holds that have not ended; of one patient, or of everybody. */
export async function countRedemptions(
  trx: Trx,
  query: { readonly couponId: string; readonly patientId?: string; readonly now: Date },
): Promise<number> {
  const row = await trx
    .selectFrom('coupon_redemption')
    .select(({ fn }) => fn.countAll<number>().as('uses'))
    .where('coupon_id', '=', query.couponId)
    .$if(query.patientId !== undefined, (qb) => qb.where('patient_id', '=', query.patientId!))
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', query.now)]))
    .executeTakeFirstOrThrow();
  return Number(row.uses);
}
