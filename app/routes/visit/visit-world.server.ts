import { cookieHeader, openTestPeople, type TestPerson } from '#app/auth/test-people.ts';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { openSession } from '#app/auth/session.server.ts';
import { addDays, localDateOf, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { freeTimesOn } from '#app/domain/availability.ts';
import type { GatewayPayment } from '#app/domain/payment.ts';
import { addToBasket, setBasketCoupon, type BasketRef } from '#app/use-cases/edit-basket.server.ts';
import { holdVisit, type HeldVisit } from '#app/use-cases/hold-visit.server.ts';
import { settlePayment } from '#app/use-cases/settle-payment.server.ts';
import type { Database } from '#db/client.ts';
import { keepOrder } from '#db/payments.ts';
import { newId } from '#db/new-id.ts';
import { findRules } from '#db/schedules.ts';
import { seedWorld } from '#db/seed.ts';
import { ZONE } from '#db/seed/places.ts';
import type { SeededDoctor, SeededLab, SeededService } from '#db/seed/world.ts';

/** For the tests of the visit's pages: the named world, signed-in people, and visits made by the real use-cases. */
export async function openVisitWorld(gatewayOrigin = 'http://127.0.0.1:9') {
  process.env.RAZORPAY_API_ORIGIN = gatewayOrigin;
  process.env.RAZORPAY_CHECKOUT_ORIGIN = gatewayOrigin;
  const people = await openTestPeople();
  const world = await seedWorld(people.db, new Date(), { pastBookings: false, passwordHash: 'nobody signs in with it' });
  const { db } = people;
  const fatima: TestPerson = { ...world.patients.fatima, role: 'patient' };
  return { ...people, world, fatima, ...builders(db), cookieOf: (person: TestPerson | null, basket: BasketRef | null = null) => cookieOf(db, person, basket) };
}

async function cookieOf(db: Database, person: TestPerson | null, basket: BasketRef | null): Promise<string> {
  const cookies = [
    ...(person ? [await openSession(db, { account: person, userAgent: 'test', now: new Date() })] : []),
    ...(basket ? [await writeBasketCookie({ id: basket.basketId, count: basket.count })] : []),
  ];
  return cookieHeader(...cookies);
}

/** A service on the `day`-th open day from now on (1 is the first), the `pick`-th time of it. */
export interface Wish {
  readonly of: SeededDoctor | SeededLab;
  readonly service: SeededService;
  readonly day?: number;
  readonly pick?: number;
  /** A time that was looked up before; else the one that `day` and `pick` find when it is added. */
  readonly at?: { readonly clinicId: string; readonly startsAt: Date };
}

function builders(db: Database) {
  async function timeOf({ of, service, day = 2, pick = 0 }: Wish) {
    const rules = (await findRules(db, [of.id])).get(of.id) ?? [];
    const now = new Date();
    const openDays = Array.from({ length: 25 }, (_, index) =>
      freeTimesOn({
        rules,
        service: { durationMinutes: service.duration_minutes, bufferMinutes: service.buffer_minutes },
        window: { minNoticeMinutes: 0, horizonDays: 30 },
        clinic: { id: of.clinicIds[0]!, zone: ZONE },
        date: addDays(localDateOf(now, ZONE), index + 1),
        taken: new Map(),
        now,
      }),
    ).filter((times) => times.length > pick);
    return openDays[day - 1]![pick]!;
  }

  async function fillBasket(wishes: readonly Wish[], { patient = null, coupon = null, ago = 0 }: { patient?: TestPerson | null; coupon?: string | null; ago?: number } = {}) {
    const now = new Date(Date.now() - ago * MINUTE_MS);
    const who = { patientId: patient?.id ?? null, now };
    let basket: BasketRef | null = null;
    for (const wish of wishes) {
      const time = wish.at ?? (await timeOf(wish));
      const line = { serviceId: wish.service.id, clinicId: time.clinicId, startsAt: time.startsAt, replacesLineId: null };
      const added = await addToBasket(db, { basketId: basket === null ? null : (basket as BasketRef).basketId, ...who, ...line });
      if (!added.ok) throw new Error(added.refusal.message);
      basket = added.value;
    }
    if (basket === null) throw new Error('a basket of nothing');
    if (coupon !== null) await setBasketCoupon(db, { basketId: (basket as BasketRef).basketId, ...who, code: coupon });
    return basket as BasketRef;
  }

  /** Held so many minutes ago; more than ten and the hold has ended. */
  async function hold(patient: TestPerson, wishes: readonly Wish[], options: { coupon?: string | null; ago?: number } = {}): Promise<HeldVisit & { basket: BasketRef }> {
    const basket = await fillBasket(wishes, { patient, ...options });
    const held = await holdVisit(db, { basketId: basket.basketId, patientId: patient.id, now: new Date(Date.now() - (options.ago ?? 0) * MINUTE_MS) });
    if (!held.ok) throw new Error(held.refusal.message);
    return { ...held.value, basket };
  }

  /** What Razorpay would say of the visit's order, put into the books by the one way there is. */
  async function settle(visit: HeldVisit, status: GatewayPayment['status'] = 'captured', more: Partial<GatewayPayment> = {}) {
    const payment = await db.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
    await keepOrder(db, payment.id, `order_${newId().slice(0, 14)}`);
    const seen: GatewayPayment = { id: `pay_${newId().slice(0, 14)}`, amount: payment.amount_paise, currency: 'INR', status, method: 'upi', fee: 2_360, tax: 360, ...more };
    return settlePayment(db, { masterBookingId: visit.masterBookingId, seen: [seen], now: new Date() });
  }

  async function book(patient: TestPerson, wishes: readonly Wish[], options: { coupon?: string | null } = {}) {
    const visit = await hold(patient, wishes, options);
    if (!visit.confirmed) await settle(visit);
    return visit;
  }

  return { timeOf, fillBasket, hold, settle, book };
}
