import type { Trx } from '../client.ts';
import { findCoupon } from '../coupons.ts';
import { post } from '../ledger.ts';
import { findRules } from '../schedules.ts';
import { bookingRows, type CouponOnVisit } from './booking-rows.ts';
import { COUPONS, type CouponCode } from './coupons.ts';
import { PATIENTS } from './patients.ts';
import { paymentRows } from './payment-rows.ts';
import { placeVisits } from './place-visits.ts';
import { keysOf } from './plan.ts';
import type { SeededWorld } from './world.ts';

/**
 * About forty visits of the last 30 days and a dozen of the next 10, as the product itself would have left them:
 * claims, events, payments, webhooks and sale postings included. It knows nothing of Razorpay's side, so these
 * payments cannot be refunded at a gateway.
 */
export async function seedPastBookings(trx: Trx, world: SeededWorld, now: Date): Promise<void> {
  const providerIds = [...Object.values(world.doctors), ...Object.values(world.labs)].map(({ id }) => id);
  const visits = placeVisits(world, await findRules(trx, providerIds), now);
  const coupons = await readCoupons(trx);
  const policyBodies = new Map(Object.values(world.policies).map(({ id, body }) => [id, body]));

  const bookings = visits.map((visit) => bookingRows(visit, visit.plan.coupon ? coupons[visit.plan.coupon] : null, policyBodies));
  const payments = bookings.flatMap((rows, index) => {
    const { plan } = visits[index]!;
    const payer = { ...world.patients[plan.patient], phone: PATIENTS[plan.patient].phone };
    return paymentRows(rows, plan, payer, index) ?? [];
  });

  await trx.insertInto('master_booking').values(bookings.map(({ master }) => master)).execute();
  await trx.insertInto('individual_booking').values(bookings.flatMap(({ parts }) => parts)).execute();
  await trx.insertInto('calendar_claim').values(bookings.flatMap(({ claims }) => claims)).execute();
  await trx.insertInto('coupon_redemption').values(bookings.flatMap(({ redemption }) => redemption ?? [])).execute();
  await trx.insertInto('payment_transaction').values(payments.map(({ payment }) => payment)).execute();
  await trx.insertInto('payment_attempt').values(payments.flatMap(({ attempts }) => attempts)).execute();
  await trx.insertInto('webhook_event').values(payments.flatMap(({ webhooks }) => webhooks)).execute();
  await trx.insertInto('status_event').values([...bookings, ...payments].flatMap(({ events }) => events)).execute();
  for (const { posting, payment } of payments) if (posting) await post(trx, [posting], payment.captured_at!);
}

async function readCoupons(trx: Trx): Promise<Record<CouponCode, CouponOnVisit>> {
  const found = await Promise.all(keysOf<CouponCode>(COUPONS).map(async (code) => [code, await findCoupon(trx, code)]));
  return Object.fromEntries(found) as Record<CouponCode, CouponOnVisit>;
}
