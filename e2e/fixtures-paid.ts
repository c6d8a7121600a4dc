import { confirmPayment } from '#app/use-cases/confirm-payment.server.ts';
import { addToBasket, setBasketCoupon } from '#app/use-cases/edit-basket.server.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import { createGateway, type Gateway } from '#app/razorpay/gateway.server.ts';
import type { Database } from '#db/client.ts';
import type { ServiceTable } from '#db/tables.ts';
import type { Selectable } from 'kysely';
import { freeTimesAnywhere } from './free-times.ts';
import { named } from './fixtures.ts';
import { lotsOfTest } from './lots.ts';
import type { EmulatorAdmin } from './razorpay-emulator/admin-client.ts';

export interface PaidVisit {
  readonly masterBookingId: string;
  readonly code: string;
  /** In basket order. */
  readonly parts: readonly { readonly id: string; readonly service_name: string; readonly paid_paise: number }[];
}

/** A provider by slug and the service that is booked there. */
export type WantedService = readonly [providerSlug: string, kind: 'consultation' | 'lab_test' | 'follow_up'];

/** Rao's consultation, a test at Pulse and Rao's free follow-up. */
export const THREE_SERVICES: readonly WantedService[] = [['dr-ananya-rao', 'consultation'], ['pulse-diagnostics', 'lab_test'], ['dr-ananya-rao', 'follow_up']];

const TRIES = 8;

/** Follow-ups come after their consultation: each kind is looked for in days of its own, beginning with the third from now. */
const DAYS_AHEAD: Readonly<Record<WantedService[1], readonly [from: number, to: number]>> = { consultation: [0, 7], lab_test: [0, 7], follow_up: [8, 12] };
const FIRST_DAY = 3;
const DAY_MS = 86_400_000;

/** A visit that is paid, by the product's own use-cases. Tests run side by side: times are drawn by lot until all are had. */
export async function payVisit(db: Database, emulator: EmulatorAdmin, patientId: string, wanted: readonly WantedService[] = THREE_SERVICES, coupon: string | null = null): Promise<PaidVisit> {
  const now = new Date();
  const gateway = productGateway();
  const held = await hold(db, patientId, { wanted, coupon }, now);
  const order = await startPayment({ db, gateway }, held);
  if (!order.ok) throw new Error(order.refusal.message);
  await emulator.pay({ order_id: order.value.gatewayOrderId });
  await confirmPayment({ db, gateway }, { gatewayOrderId: order.value.gatewayOrderId, now });
  const parts = await db.selectFrom('individual_booking').select(['id', 'service_name', 'paid_paise']).where('master_booking_id', '=', held.masterBookingId).orderBy('position').execute();
  return { masterBookingId: held.masterBookingId, code: held.code, parts };
}

async function hold(db: Database, patientId: string, { wanted, coupon }: { wanted: readonly WantedService[]; coupon: string | null }, now: Date) {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const basketId = await tryFill(db, patientId, wanted, now);
    if (basketId === null) continue;
    if (coupon !== null) await setBasketCoupon(db, { basketId, patientId, code: coupon, now });
    const held = await holdVisit(db, { basketId, patientId, now });
    if (held.ok) return held.value;
  }
  throw new Error('no times could be held');
}

async function tryFill(db: Database, patientId: string, wanted: readonly WantedService[], now: Date): Promise<string | null> {
  let basketId: string | null = null;
  for (const [slug, kind] of wanted) {
    const provider = await db.selectFrom('provider').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
    const service = await db.selectFrom('service').selectAll().where('provider_id', '=', provider.id).where('kind', '=', kind).orderBy('list_price_paise', 'desc').executeTakeFirstOrThrow();
    const times = await timesOf(db, service, kind, now);
    if (times.length === 0) return null;
    const time = lotsOfTest().pick(times);
    const added = await addToBasket(db, { basketId, patientId, serviceId: service.id, ...time, replacesLineId: null, now });
    if (!added.ok) return null;
    basketId = added.value.basketId;
  }
  return basketId;
}

/** Free times at all clinics of the service's provider. */
async function timesOf(db: Database, service: Selectable<ServiceTable>, kind: WantedService[1], now: Date) {
  const [from, to] = DAYS_AHEAD[kind];
  const earliestMs = now.getTime() + (from + FIRST_DAY) * DAY_MS;
  return (await freeTimesAnywhere(db, service, now, to + 1)).filter(({ startsAt }) => startsAt.getTime() > earliestMs);
}

/** The gateway as the product speaks to it. */
export function productGateway(): Gateway {
  return createGateway({ RAZORPAY_API_ORIGIN: named('RAZORPAY_API_ORIGIN'), RAZORPAY_KEY_ID: named('RAZORPAY_KEY_ID'), RAZORPAY_KEY_SECRET: named('RAZORPAY_KEY_SECRET') });
}
