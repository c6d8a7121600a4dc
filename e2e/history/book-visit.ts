import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { confirmPayment } from '#app/use-cases/confirm-payment.server.ts';
import { addToBasket, setBasketCoupon } from '#app/use-cases/edit-basket.server.ts';
import { endHold } from '#app/use-cases/end-hold.server.ts';
import { holdVisit, type HeldVisit } from '#app/use-cases/hold-visit.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import { SYSTEM } from '#db/status-events.ts';
import type { LiveWorld } from './live-world.ts';
import { sendRefundsOf } from './send-refunds.ts';
import type { Story } from './story.ts';

/** A visit that was paid, or never had anything to pay; parts in basket order. */
export interface LivedVisit {
  readonly masterBookingId: string;
  readonly patientId: string;
  readonly partIds: readonly string[];
  /** Null for a free visit. */
  readonly gatewayPaymentId: string | null;
}

/** `refused` carries the code of what was refused; a visit given up or paid too late is `unpaid`. */
export type Booked = { readonly kind: 'paid'; readonly visit: LivedVisit } | { readonly kind: 'unpaid' } | { readonly kind: 'refused'; readonly code: string };

/** Fills a basket, holds its times and pays, by the product's own use-cases and as the story has it. */
export async function bookVisit(world: LiveWorld, story: Story): Promise<Booked> {
  const held = await hold(world, story);
  if ('refused' in held) return { kind: 'refused', code: held.refused };
  world.masterBookingIds.add(held.masterBookingId);
  if (!held.confirmed) {
    const paid = await pay(world, story, held);
    if (!paid) return { kind: 'unpaid' };
  }
  return { kind: 'paid', visit: await livedVisit(world, story, held) };
}

async function hold({ db }: LiveWorld, { lines, coupon, patientId, bookedAt: now }: Story): Promise<HeldVisit | { readonly refused: string }> {
  let basketId: string | null = null;
  for (const { offer, startsAt } of lines) {
    const added = await addToBasket(db, { basketId, patientId, serviceId: offer.serviceId, clinicId: offer.clinicId, startsAt, replacesLineId: null, now });
    if (!added.ok) return { refused: added.refusal.code };
    basketId = added.value.basketId;
  }
  const basket = { basketId: basketId!, patientId, now };
  if (coupon) await setBasketCoupon(db, { ...basket, code: coupon });
  let held = await holdVisit(db, basket);
  if (!held.ok && held.refusal.code.startsWith('coupon_')) {
    await setBasketCoupon(db, { ...basket, code: null });
    held = await holdVisit(db, basket);
  }
  return held.ok ? held.value : { refused: held.refusal.code };
}

/** True when the visit is confirmed by it. */
async function pay(world: LiveWorld, story: Story, held: HeldVisit): Promise<boolean> {
  const { admin } = world.emulator;
  const later = (minutes: number) => new Date(story.bookedAt.getTime() + minutes * MINUTE_MS);
  const giveUp = async (minutes: number) => endHold(world.db, { masterBookingId: held.masterBookingId, actor: SYSTEM, now: later(minutes) });
  const order = await startPayment(world, held);
  if (!order.ok) throw new Error(order.refusal.message);
  const { gatewayOrderId } = order.value;
  const confirm = async (minutes: number): Promise<boolean> => {
    const news = await confirmPayment(world, { gatewayOrderId, now: later(minutes) });
    // The worker beside us may have asked first.
    return news === 'confirmed' || news === 'already_paid';
  };
  const tryToPay = (outcome: 'captured' | 'failed') => admin.pay({ order_id: gatewayOrderId, method: story.method, outcome });

  switch (story.paying) {
    case 'walked_away':
      await giveUp(70);
      return false;
    case 'declined':
      await tryToPay('failed');
      await confirm(2);
      await giveUp(71);
      return false;
    case 'second_try':
      await tryToPay('failed');
      await confirm(2);
      break;
    case 'failed_then_captured': {
      const { payment } = await tryToPay('failed');
      await confirm(2);
      await admin.settlePayment(payment.id, 'captured');
      return confirm(6);
    }
    case 'late_gone':
      await bookVisit(world, { ...story, patientId: story.rivalId!, rivalId: null, bookedAt: later(11), coupon: null, paying: 'at_once' });
      await tryToPay('captured');
      if (await confirm(15)) return true;
      await sendRefundsOf(world, { masterBookingId: held.masterBookingId, now: later(16) });
      return false;
    default:
  }
  await tryToPay('captured');
  return confirm(story.paying === 'late_kept' ? 14 : 3);
}

async function livedVisit({ db }: LiveWorld, { patientId }: Story, { masterBookingId }: HeldVisit): Promise<LivedVisit> {
  const parts = await db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', masterBookingId).orderBy('position').execute();
  const payment = await db.selectFrom('payment_transaction').select('gateway_payment_id').where('master_booking_id', '=', masterBookingId).executeTakeFirst();
  return { masterBookingId, patientId, partIds: parts.map(({ id }) => id), gatewayPaymentId: payment?.gateway_payment_id ?? null };
}
