import { countTakenSeats, offeredTime } from '#app/domain/availability.ts';
import { VISIT_LINES_MAX } from '#app/domain/booking-bounds.ts';
import { ticksCovered } from '#app/domain/calendar-tick.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findBasket, findBasketLines } from '#db/baskets.ts';
import { findTakenTicks } from '#db/claims.ts';
import type { Database } from '#db/client.ts';
import { findCoupon } from '#db/coupons.ts';
import { newId } from '#db/new-id.ts';
import { findRules } from '#db/schedules.ts';
import { findServiceForSale, type ServiceForSale } from '#db/services-for-sale.ts';
import { endHold } from './end-hold.server.ts';
import { findConsultationToFollow } from './follow-consultation.server.ts';

export type BasketEditRefusal = Refusal<'gone' | 'not_offered' | 'time_taken' | 'visit_full' | 'follow_up_alone' | 'coupon_unknown'>;

export interface BasketRef {
  readonly basketId: string;
  readonly count: number;
}

export interface LineToAdd {
  /** Null starts a new basket. */
  readonly basketId: string | null;
  /** The signed-in patient, whose earlier consultations a follow-up may belong to. */
  readonly patientId: string | null;
  readonly serviceId: string;
  readonly clinicId: string;
  readonly startsAt: Date;
  /** The line whose time this replaces, when the patient chose another one. */
  readonly replacesLineId: string | null;
  readonly now: Date;
}

/** Adds a service at a time, or moves a line to another time. Nothing is held yet; the hold takes all times at once. */
export async function addToBasket(db: Database, line: LineToAdd): Promise<Outcome<BasketRef, BasketEditRefusal>> {
  const service = await findServiceForSale(db, { serviceId: line.serviceId, clinicId: line.clinicId });
  if (!service) return refused({ code: 'gone', message: 'This service is no longer offered there. The rest of your visit is kept.' });
  const unavailable = await findWhyUnavailable(db, service, line);
  if (unavailable) return refused(unavailable);

  const basket = line.basketId === null ? undefined : await openForEdit(db, line.basketId, line.patientId, line.now);
  const others = basket ? (await findBasketLines(db, basket.id)).filter((each) => each.id !== line.replacesLineId) : [];
  if (others.length >= VISIT_LINES_MAX) {
    return refused({ code: 'visit_full', message: `One visit holds up to ${VISIT_LINES_MAX} services. Book this one first, then start another visit.` });
  }
  const follows = service.kind === 'follow_up' ? await findConsultationToFollow(db, { ...line, providerId: service.provider_id, lines: others }) : NOTHING_FOLLOWED;
  if (!follows) {
    return refused({
      code: 'follow_up_alone',
      message: `A follow-up belongs to an earlier consultation with ${service.provider_name}. Add the consultation to your visit first; then the follow-up gets its lower price.`,
    });
  }
  const basketId = basket?.id ?? (await createBasket(db, line));
  await writeLine(db, basketId, line, follows);
  return accepted({ basketId, count: others.length + 1 });
}

const NOTHING_FOLLOWED = { lineId: null, bookingId: null };

async function findWhyUnavailable(db: Database, service: ServiceForSale, line: LineToAdd): Promise<BasketEditRefusal | null> {
  const rules = (await findRules(db, [service.provider_id])).get(service.provider_id) ?? [];
  const offer = offeredTime({
    rules,
    service: { durationMinutes: service.duration_minutes, bufferMinutes: service.buffer_minutes },
    window: { minNoticeMinutes: service.min_notice_minutes, horizonDays: service.horizon_days },
    clinic: { id: line.clinicId, zone: service.zone },
    startsAt: line.startsAt,
    now: line.now,
  });
  if (!offer) return { code: 'not_offered', message: 'That time is not offered any more. Here are the times that are free now.' };
  const ticks = ticksCovered(line.startsAt, service.duration_minutes + service.buffer_minutes);
  const claims = await findTakenTicks(db, { providerIds: [service.provider_id], fromTick: ticks[0]!, beforeTick: ticks.at(-1)! + 1, now: line.now });
  const taken = countTakenSeats(claims.get(service.provider_id) ?? []);
  if (ticks.every((tick) => (taken.get(tick) ?? 0) < offer.capacity)) return null;
  return { code: 'time_taken', message: 'That time was taken a moment ago. Here are the times that are free now.' };
}

/** The basket, unless it is another patient's or gone. A visit held from it is given up: what is edited is not held. */
async function openForEdit(db: Database, basketId: string, patientId: string | null, now: Date) {
  const basket = await findBasket(db, basketId);
  if (!basket || (basket.patient_id !== null && patientId !== null && basket.patient_id !== patientId)) return undefined;
  if (basket.master_booking_id !== null) {
    await endHold(db, { masterBookingId: basket.master_booking_id, actor: { kind: 'patient', id: basket.patient_id }, now });
  }
  return findBasket(db, basketId);
}

async function createBasket(db: Database, line: LineToAdd): Promise<string> {
  const id = newId();
  await db
    .insertInto('basket')
    .values({ id, patient_id: line.patientId, coupon_code: null, master_booking_id: null, created_at: line.now, updated_at: line.now })
    .execute();
  return id;
}

async function writeLine(db: Database, basketId: string, line: LineToAdd, follows: { lineId: string | null; bookingId: string | null }): Promise<void> {
  const place = { service_id: line.serviceId, clinic_id: line.clinicId, starts_at: line.startsAt, follows_line_id: follows.lineId, follows_booking_id: follows.bookingId, lost_at: null };
  if (line.replacesLineId !== null) {
    const moved = await db.updateTable('basket_line').set(place).where('id', '=', line.replacesLineId).where('basket_id', '=', basketId).executeTakeFirstOrThrow();
    if (moved.numUpdatedRows > 0n) return;
  }
  const { last } = await db
    .selectFrom('basket_line')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('basket_id', '=', basketId)
    .executeTakeFirstOrThrow();
  await db.insertInto('basket_line').values({ id: newId(), basket_id: basketId, position: (last ?? 0) + 1, ...place }).execute();
}

/** Takes a line out; a follow-up that hung on it stays and is asked about when the visit is held. Returns what is left. */
export async function removeFromBasket(
  db: Database,
  edit: { readonly basketId: string; readonly patientId: string | null; readonly lineId: string; readonly now: Date },
): Promise<number> {
  const basket = await openForEdit(db, edit.basketId, edit.patientId, edit.now);
  if (!basket) return 0;
  await db.deleteFrom('basket_line').where('basket_id', '=', basket.id).where('id', '=', edit.lineId).execute();
  return (await findBasketLines(db, basket.id)).length;
}

/** Puts a coupon on the basket, or takes it off with `null`. Whether it gives anything is priced, and shown, each time. */
export async function setBasketCoupon(
  db: Database,
  edit: { readonly basketId: string; readonly patientId: string | null; readonly code: string | null; readonly now: Date },
): Promise<Outcome<null, BasketEditRefusal>> {
  const basket = await openForEdit(db, edit.basketId, edit.patientId, edit.now);
  if (!basket) return refused({ code: 'gone', message: 'Your visit is empty. Add a service first.' });
  const coupon = edit.code === null ? null : await findCoupon(db, edit.code);
  if (edit.code !== null && !coupon) {
    return refused({ code: 'coupon_unknown', message: `There is no coupon ${edit.code.toUpperCase()}. Check the letters, or go on without it.` });
  }
  await db.updateTable('basket').set({ coupon_code: coupon?.terms.code ?? null, updated_at: edit.now }).where('id', '=', basket.id).execute();
  return accepted(null);
}
