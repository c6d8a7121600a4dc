import { createGateway, type Gateway } from '#app/razorpay/gateway.server.ts';
import { createPayoutGateway, type PayoutGateway } from '#app/razorpay/payout-gateway.server.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { createSeal, type Seal } from '#db/sealed-text.ts';
import { seedWorld, TEST_BANK_DATA_KEYS } from '#db/seed.ts';
import type { SeededService, SeededWorld } from '#db/seed/world.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { addToBasket } from '#app/use-cases/edit-basket.server.ts';
import { holdVisit, type HeldVisit } from '#app/use-cases/hold-visit.server.ts';
import { confirmPayment } from '#app/use-cases/confirm-payment.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import { freeTimes } from '../free-times.ts';
import { startEmulator, type RunningEmulator } from '../razorpay-emulator/start-emulator.ts';

export const KEY_ID = 'rzp_test_Emulator000001';
export const KEY_SECRET = 'emulator-key-secret';
export const X_ACCOUNT_NUMBER = '2323230000000001';
export const BANK_DATA_KEYS = TEST_BANK_DATA_KEYS;
const ANY_HASH = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export interface Wish {
  readonly service: SeededService;
  readonly clinicId: string;
  readonly startsAt: Date;
}

/** The seeded world on a database of its own beside an emulator of its own; `now` is fixed, so times are too. */
export interface TroubleWorld {
  readonly db: Database;
  readonly gateway: Gateway;
  readonly payoutGateway: PayoutGateway;
  readonly seal: Seal;
  readonly emulator: RunningEmulator;
  readonly seeded: SeededWorld;
  readonly now: Date;
  /** Free times of a service from the third day on, earliest first. */
  freeTimes(service: SeededService, clinicId: string, days?: number): Promise<Date[]>;
  /** Rao's consultation, Pulse's blood count and Rao's follow-up a few days later; `turn` picks a different set of times. */
  goldenWishes(turn: number): Promise<Wish[]>;
  basket(patientId: string, wishes: readonly Wish[], couponCode?: string, at?: Date): Promise<string>;
  hold(patientId: string, wishes: readonly Wish[], couponCode?: string, at?: Date): Promise<HeldVisit>;
  /** A held visit with its order at the emulator. */
  ordered(patientId: string, wishes: readonly Wish[]): Promise<HeldVisit & { gatewayOrderId: string; amountPaise: number }>;
  /** A visit that is paid and confirmed, `at` the world's time or later. */
  paid(patientId: string, wishes: readonly Wish[], couponCode?: string, at?: Date): Promise<HeldVisit & { gatewayOrderId: string; amountPaise: number }>;
  patient(): Promise<string>;
  close(): Promise<void>;
}

export async function openWorld(now = new Date()): Promise<TroubleWorld> {
  const [{ db, drop }, emulator] = await Promise.all([createTestDatabase(), startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET })]);
  // What takes time there happens when a test says so, not when the machine was slow.
  await emulator.admin.setClock({ freeze: true });
  const seal = createSeal(BANK_DATA_KEYS);
  const seeded = await seedWorld(db, now, { pastBookings: false, passwordHash: ANY_HASH, seal });
  const credentials = { RAZORPAY_API_ORIGIN: emulator.origin, RAZORPAY_KEY_ID: KEY_ID, RAZORPAY_KEY_SECRET: KEY_SECRET };
  const gateway = createGateway(credentials);
  const payoutGateway = createPayoutGateway({ ...credentials, RAZORPAYX_ACCOUNT_NUMBER: X_ACCOUNT_NUMBER });

  const world: TroubleWorld = {
    db, gateway, payoutGateway, seal, emulator, seeded, now,
    freeTimes: (service, clinicId, days = 14) => freeTimes(db, service, clinicId, now, days),
    goldenWishes: async (turn) => {
      const { rao } = seeded.doctors;
      const { pulse } = seeded.labs;
      const clinic = rao.clinicIds[0]!;
      const cbc = pulse.tests.completeBloodCount;
      const consultations = await world.freeTimes(rao.consultation, clinic, 5);
      const tests = await world.freeTimes(cbc, pulse.clinicIds[0]!, 5);
      const consultation = consultations[turn]!;
      const laterTests = tests.filter((time) => Math.abs(time.getTime() - consultation.getTime()) > 3 * 3_600_000);
      const followUps = (await world.freeTimes(rao.followUp, clinic, 14)).filter((time) => time.getTime() > consultations.at(-1)!.getTime() + 86_400_000);
      return [
        { service: rao.consultation, clinicId: clinic, startsAt: consultation },
        { service: cbc, clinicId: pulse.clinicIds[0]!, startsAt: laterTests[turn]! },
        { service: rao.followUp, clinicId: clinic, startsAt: followUps[turn * 2]! },
      ];
    },
    basket: async (patientId, wishes, couponCode, at = now) => {
      let basketId: string | null = null;
      for (const wish of wishes) {
        const added = await addToBasket(db, { basketId, patientId, serviceId: wish.service.id, clinicId: wish.clinicId, startsAt: wish.startsAt, replacesLineId: null, now: at });
        if (!added.ok) throw new Error(added.refusal.message);
        basketId = added.value.basketId;
      }
      if (couponCode) await db.updateTable('basket').set({ coupon_code: couponCode }).where('id', '=', basketId).execute();
      return basketId!;
    },
    hold: async (patientId, wishes, couponCode, at = now) => {
      const held = await holdVisit(db, { basketId: await world.basket(patientId, wishes, couponCode, at), patientId, now: at });
      if (!held.ok) throw new Error(held.refusal.message);
      return held.value;
    },
    ordered: async (patientId, wishes) => {
      const held = await world.hold(patientId, wishes);
      const order = await startPayment({ db, gateway }, held);
      if (!order.ok) throw new Error(order.refusal.message);
      return { ...held, ...order.value };
    },
    paid: async (patientId, wishes, couponCode, at = now) => {
      const held = await world.hold(patientId, wishes, couponCode, at);
      const order = await startPayment({ db, gateway }, held);
      if (!order.ok) throw new Error(order.refusal.message);
      await emulator.admin.pay({ order_id: order.value.gatewayOrderId });
      const news = await confirmPayment({ db, gateway }, { gatewayOrderId: order.value.gatewayOrderId, now: at });
      if (news !== 'confirmed') throw new Error(news);
      return { ...held, ...order.value };
    },
    patient: async () => {
      const id = newId();
      await db.insertInto('account').values({ id, email: `${id}@example.org`, password_hash: ANY_HASH, role: 'patient', name: 'Test Patient', provider_id: null, created_at: now, disabled_at: null }).execute();
      await db.insertInto('patient').values({ id, phone: '+919876500000' }).execute();
      return id;
    },
    close: async () => void (await Promise.all([drop(), emulator.stop()])),
  };
  return world;
}
