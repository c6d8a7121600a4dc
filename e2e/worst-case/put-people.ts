import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { hashSecretToken } from '#db/secret-token.ts';
import type { SeededWorld } from '#db/seed/world.ts';
import { addToBasket, setBasketCoupon } from '#app/use-cases/edit-basket.server.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { freeTimes } from '../free-times.ts';
import { NOTE } from './texts.ts';

export const RESET_TOKEN = 'of-the-worst-case';
export const NEW_PATIENT = { id: '0000000000newpatient', name: 'Leela Krishnan', role: 'patient' } as const;
export const NEW_DOCTOR = { id: '000000000000newlogin', name: 'Dr Kabir Anand', role: 'doctor', providerId: '0000000000newdoctor0' } as const;
const HOUR_MS = 3_600_000;
const DAYS_AHEAD = 20;

/** Somebody new on either side, a basket, a visit on hold, and a link to choose a new password by. */
export async function putPeople(db: Database, world: SeededWorld, now: Date): Promise<void> {
  const later = new Date(now.getTime() + HOUR_MS);
  await putNewcomers(db, now);
  await db.insertInto('password_reset').values({ token_hash: hashSecretToken(RESET_TOKEN), account_id: world.patients.meera.id, created_at: now, expires_at: later, used_at: null }).execute();
  const held = await holdVisit(db, { basketId: await fillBasket(db, world, now, 0), patientId: world.patients.meera.id, now });
  if (!held.ok) throw new Error(held.refusal.message);
  const visit = db.updateTable('master_booking').where('id', '=', held.value.masterBookingId);
  await visit.set({ hold_expires_at: later }).execute();
  await putOrder(db, held.value.masterBookingId, now);
  await fillBasket(db, world, now, 3);
  await putExceptions(db, world);
}

async function putNewcomers(db: Database, now: Date): Promise<void> {
  const account = { password_hash: '', created_at: now, disabled_at: null };
  await db.insertInto('account').values({ ...account, ...NEW_PATIENT, email: 'leela@example.org', provider_id: null }).execute();
  await db.insertInto('patient').values({ id: NEW_PATIENT.id, phone: '+919876543210' }).execute();
  const copied = await db.selectFrom('provider').selectAll().where('kind', '=', 'doctor').executeTakeFirstOrThrow();
  const { providerId, ...login } = NEW_DOCTOR;
  await db.insertInto('provider').values({ ...copied, id: providerId, slug: 'dr-new', onboarding_status: 'draft', active: 0 }).execute();
  await db.insertInto('account').values({ ...account, ...login, email: 'kabir@example.org', provider_id: providerId }).execute();
}

/** A consultation, its follow-up and a lab test, with a coupon; the times begin with the free one so many from the first. */
async function fillBasket(db: Database, { doctors, labs, patients }: SeededWorld, now: Date, first: number): Promise<string> {
  const wanted = [
    { service: doctors.rao.consultation, clinicId: doctors.rao.clinicIds[0]!, at: first },
    { service: labs.pulse.tests.lipidProfile, clinicId: labs.pulse.clinicIds[0]!, at: first + 40 },
    { service: doctors.rao.followUp, clinicId: doctors.rao.clinicIds[0]!, at: first + 60 },
  ];
  let basketId: string | null = null;
  for (const { service, clinicId, at } of wanted) {
    const startsAt = (await freeTimes(db, service, clinicId, now, DAYS_AHEAD))[at]!;
    const added = await addToBasket(db, { basketId, patientId: patients.meera.id, serviceId: service.id, clinicId, startsAt, replacesLineId: null, now });
    if (!added.ok) throw new Error(added.refusal.message);
    basketId = added.value.basketId;
  }
  await setBasketCoupon(db, { basketId: basketId!, patientId: patients.meera.id, code: 'HEALTH10', now });
  return basketId!;
}

/** Its order at Razorpay, and what a bank said of the first try. */
async function putOrder(db: Database, masterBookingId: string, now: Date): Promise<void> {
  const payment = await db.selectFrom('payment_transaction').select(['id', 'amount_paise']).where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  await db.updateTable('payment_transaction').set({ gateway_order_id: 'order_OfWorstCase001' }).where('id', '=', payment.id).execute();
  await db
    .insertInto('payment_attempt')
    .values({
      gateway_payment_id: 'pay_OfWorstCase00001', payment_transaction_id: payment.id, status: 'failed', amount_paise: payment.amount_paise, method: 'netbanking', error_reason: 'declined',
      error_description: NOTE.slice(0, 300), first_seen_at: now, updated_at: now,
    })
    .execute();
}

/** Leave and an extra session of Dr Rao's, both with a note. */
async function putExceptions(db: Database, { doctors }: SeededWorld): Promise<void> {
  const rule = { provider_id: doctors.rao.id, clinic_id: doctors.rao.clinicIds[0]!, weekday: null, start_minute: 540, end_minute: 600, capacity: 1, note: NOTE.slice(0, 120) };
  await db
    .insertInto('schedule_rule')
    .values([
      { ...rule, id: newId(), kind: 'leave', on_date: '2099-12-30', until_date: '2099-12-31' },
      { ...rule, id: newId(), kind: 'extra', on_date: '2099-12-29', until_date: null },
    ])
    .execute();
}
