import { z } from 'zod';
import type { RequalifyRule } from '#app/domain/cancellation.ts';
import type { Database, Trx } from './client.ts';

const frozenTerms = z.object({ code: z.string(), minimumSpendPaise: z.int(), afterCancel: z.enum(['keep', 'requalify']) });

/** The visit's coupon rule for shrinking, from the frozen terms; null without one, with `keep`, or once it was applied. */
export async function findOpenCouponRule(db: Database, masterBookingId: string): Promise<RequalifyRule | null> {
  const master = await db.selectFrom('master_booking').select(['coupon_terms', 'requalified_at']).where('id', '=', masterBookingId).executeTakeFirst();
  return master && master.requalified_at === null ? couponRuleOf(master.coupon_terms) : null;
}

/** Frozen terms as the rule for a visit that shrinks; null without a coupon and for one that is kept. */
export function couponRuleOf(couponTerms: string | null): RequalifyRule | null {
  if (couponTerms === null) return null;
  const terms = frozenTerms.parse(JSON.parse(couponTerms));
  return terms.afterCancel === 'requalify' ? { code: terms.code, minimumSpendPaise: terms.minimumSpendPaise } : null;
}

/** The coupon may be used again when no part of the visit was given and none was cancelled by the patient. */
export async function restoreCoupon(trx: Trx, masterBookingId: string): Promise<void> {
  const byPatient = await trx
    .selectFrom('individual_booking')
    .select('id')
    .where('master_booking_id', '=', masterBookingId)
    .where('cancelled_by', '=', 'patient')
    .executeTakeFirst();
  if (byPatient) return;
  await trx.deleteFrom('coupon_redemption').where('master_booking_id', '=', masterBookingId).execute();
}
