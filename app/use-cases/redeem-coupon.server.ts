import type { CouponRefusal } from '#app/domain/coupon.ts';
import { countRedemptions, lockCoupon, type Coupon } from '#db/coupons.ts';
import type { Trx } from '#db/client.ts';

/**
 * Counts the coupon's limits under its row lock and writes the redemption; the lock is held to the commit, so that the
 * last use cannot be sold twice. A hold's redemption stops counting when the hold ends.
 */
export async function redeemCoupon(
  trx: Trx,
  redemption: { readonly coupon: Coupon; readonly patientId: string; readonly masterBookingId: string; readonly discountPaise: number; readonly expiresAt: Date; readonly now: Date },
): Promise<CouponRefusal | null> {
  const { patientId, masterBookingId, now } = redemption;
  // The desk may have ended it, or moved its limits, since the visit was priced.
  const coupon = await lockCoupon(trx, redemption.coupon.id);
  if (now >= coupon.terms.endsAt) return { code: 'coupon_not_now', message: `Coupon ${coupon.terms.code} has ended. Remove it to go on; your times are kept in your visit.` };
  const usedUp = await findLimitReached(trx, coupon, patientId, now);
  if (usedUp) return { code: 'coupon_used_up', message: usedUp };
  await trx
    .insertInto('coupon_redemption')
    .values({ master_booking_id: masterBookingId, coupon_id: coupon.id, patient_id: patientId, discount_paise: redemption.discountPaise, expires_at: redemption.expiresAt })
    .execute();
  return null;
}

async function findLimitReached(trx: Trx, coupon: Coupon, patientId: string, now: Date): Promise<string | null> {
  const { code } = coupon.terms;
  if (coupon.perPatientLimit !== null && (await countRedemptions(trx, { couponId: coupon.id, patientId, now })) >= coupon.perPatientLimit) {
    return `You have already used coupon ${code}. Remove it to go on; your times are kept in your visit.`;
  }
  if (coupon.totalLimit !== null && (await countRedemptions(trx, { couponId: coupon.id, now })) >= coupon.totalLimit) {
    return `Coupon ${code} has been used up. Remove it to go on; your times are kept in your visit.`;
  }
  return null;
}
