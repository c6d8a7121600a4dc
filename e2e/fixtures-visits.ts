import { createGateway } from '#app/razorpay/gateway.server.ts';
import { addToBasket } from '#app/use-cases/edit-basket.server.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import type { Database } from '#db/client.ts';
import { freeTimesAnywhere } from './free-times.ts';
import { named } from './fixtures.ts';
import { lotsOfTest } from './lots.ts';

export interface HeldConsultation {
  readonly masterBookingId: string;
  readonly code: string;
  readonly gatewayOrderId: string;
  readonly amountPaise: number;
}

/** A week of leave and a week of hours at the least. */
const DAYS_AHEAD = 14;
const TRIES = 5;

/**
 * A consultation on hold with its order, for tests that begin at the page to pay. Tests run side by side, so the time
 * is drawn by lot, and drawn again when another test was quicker.
 */
export async function holdConsultation(db: Database, patientId: string, doctorSlug: string): Promise<HeldConsultation> {
  const now = new Date();
  const provider = await db.selectFrom('provider').select('id').where('slug', '=', doctorSlug).executeTakeFirstOrThrow();
  const service = await db.selectFrom('service').selectAll().where('provider_id', '=', provider.id).where('kind', '=', 'consultation').executeTakeFirstOrThrow();
  const times = await freeTimesAnywhere(db, service, now, DAYS_AHEAD);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const added = await addToBasket(db, { basketId: null, patientId, serviceId: service.id, ...lotsOfTest().pick(times), replacesLineId: null, now });
    if (!added.ok) continue;
    const held = await holdVisit(db, { basketId: added.value.basketId, patientId, now });
    if (!held.ok) continue;
    const order = await startPayment({ db, gateway: gatewayOfTheProduct() }, held.value);
    if (!order.ok) throw new Error(order.refusal.message);
    return { ...held.value, ...order.value };
  }
  throw new Error(`no time of ${doctorSlug} could be held`);
}

function gatewayOfTheProduct() {
  return createGateway({ RAZORPAY_API_ORIGIN: named('RAZORPAY_API_ORIGIN'), RAZORPAY_KEY_ID: named('RAZORPAY_KEY_ID'), RAZORPAY_KEY_SECRET: named('RAZORPAY_KEY_SECRET') });
}

/** As if the hold had been made ten minutes earlier. */
export async function endHoldNow(db: Database, masterBookingId: string): Promise<void> {
  const ended = new Date(Date.now() - 1_000);
  await db.updateTable('master_booking').set({ hold_expires_at: ended }).where('id', '=', masterBookingId).execute();
  const parts = db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', masterBookingId);
  await db.updateTable('calendar_claim').set({ expires_at: ended }).where('individual_booking_id', 'in', parts).execute();
}

/** Another patient takes the visit's times, whose hold has ended. */
export async function takeTimesOf(db: Database, masterBookingId: string, takerId: string): Promise<void> {
  const now = new Date();
  const parts = await db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', masterBookingId).execute();
  let basketId: string | null = null;
  for (const part of parts) {
    const added = await addToBasket(db, { basketId, patientId: takerId, serviceId: part.service_id, clinicId: part.clinic_id, startsAt: part.starts_at, replacesLineId: null, now });
    if (!added.ok) throw new Error(added.refusal.message);
    basketId = added.value.basketId;
  }
  const held = await holdVisit(db, { basketId: basketId!, patientId: takerId, now });
  if (!held.ok) throw new Error(held.refusal.message);
}
