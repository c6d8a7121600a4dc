import { formatWhen, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { HOLD_MINUTES } from '#app/domain/booking-bounds.ts';
import type { CouponRefusal } from '#app/domain/coupon.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import type { PricedVisit } from '#app/domain/visit-pricing.ts';
import { findBasket, findBasketLines, findLinkedVisit, linkBasket, markLinesLost, type BasketLine } from '#db/baskets.ts';
import type { Database, Trx } from '#db/client.ts';
import { findCoupon, type Coupon } from '#db/coupons.ts';
import { newId } from '#db/new-id.ts';
import { findRules } from '#db/schedules.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { checkBasket, type BasketRefusal, type Offers } from './check-basket.server.ts';
import { claimTimes, type ClaimLoss, type TimeWish } from './claim-times.server.ts';
import { confirmVisit } from './confirm-visit.server.ts';
import { priceBasket } from './price-basket.server.ts';
import { redeemCoupon } from './redeem-coupon.server.ts';
import { writeHeldVisit } from './write-held-visit.server.ts';

export type HoldRefusal =
  /** The same form was sent twice and the other one has booked the visit, or the basket is somebody else's. */
  | Refusal<'already_booked'>
  | BasketRefusal
  | CouponRefusal
  | (Refusal<'time_taken' | 'patient_busy' | 'grant_used'> & { readonly lineIds: readonly string[] });

export interface HeldVisit {
  readonly masterBookingId: string;
  readonly code: string;
  /** A visit of nothing to pay is confirmed at once and never sees the gateway. */
  readonly confirmed: boolean;
}

export interface HoldInput {
  readonly basketId: string;
  readonly patientId: string;
  readonly now: Date;
}

interface Draft {
  readonly lines: readonly BasketLine[];
  readonly priced: PricedVisit;
  readonly offers: Offers;
  readonly coupon: Coupon | null;
}

/**
 * Claims every time of the basket for HOLD_MINUTES, or none of them (product.md 3). A basket that was held before and
 * still is gives the same visit again: a double click books once.
 */
export async function holdVisit(
  db: Database,
  input: HoldInput,
): Promise<Outcome<HeldVisit, HoldRefusal>> {
  const { basketId, now } = input;
  const draft = await draftVisit(db, basketId, now);
  if (!draft.ok) return draft;
  const outcome = await tryInTransaction(db, (trx) => tryHold(trx, input, draft.value));
  if (!outcome.ok && outcome.refusal.code === 'time_taken') await markLinesLost(db, outcome.refusal.lineIds, now);
  return outcome;
}

async function draftVisit(db: Database, basketId: string, now: Date): Promise<Outcome<Draft, HoldRefusal>> {
  const [basket, lines] = await Promise.all([findBasket(db, basketId), findBasketLines(db, basketId)]);
  const rules = await findRules(db, [...new Set(lines.map((line) => line.provider_id))]);
  const checked = checkBasket(lines, rules, now);
  if (!checked.ok) return checked;
  const code = basket?.coupon_code ?? null;
  const coupon = code === null ? null : await findCoupon(db, code);
  if (code !== null && coupon === null) {
    return refused({ code: 'coupon_unknown', message: `Coupon ${code} does not exist any more. Remove it to go on.` });
  }
  const priced = priceBasket(lines, coupon?.terms ?? null, now);
  if (priced.couponRefusal) return refused(priced.couponRefusal);
  return accepted({ lines, priced, offers: checked.value, coupon });
}

async function tryHold(trx: Trx, input: HoldInput, draft: Draft): Promise<Outcome<HeldVisit, HoldRefusal>> {
  const { patientId, now } = input;
  const masterBookingId = newId();
  const before = await takeBasket(trx, { ...input, masterBookingId });
  if (before) return before;

  const expiresAt = new Date(now.getTime() + HOLD_MINUTES * MINUTE_MS);
  const bookingIds = new Map(draft.lines.map((line) => [line.id, newId()]));
  const free = draft.priced.totalPaise === 0;
  const claimed = await claimTimes(trx, wishesOf(draft, bookingIds, patientId), free ? null : expiresAt, now);
  if (!claimed.ok) return refused(refusalOf(draft, bookingIds, claimed.losses));

  if (draft.coupon) {
    const { coupon, priced } = draft;
    const usedUp = await redeemCoupon(trx, { coupon, patientId, masterBookingId, discountPaise: priced.discountPaise, expiresAt, now });
    if (usedUp) return refused(usedUp);
  }
  const { code } = await writeHeldVisit(trx, { ...draft, masterBookingId, bookingIds, patientId, expiresAt, now });
  if (free) {
    await confirmVisit(trx, { masterBookingId, bookingIds: [...bookingIds.values()], hasCoupon: draft.coupon !== null, because: [], actor: { kind: 'patient', id: patientId }, now });
  }
  return accepted({ masterBookingId, code, confirmed: free });
}

/** The one update that two tabs cannot both win; the loser finds the winner's visit. */
async function takeBasket(trx: Trx, input: HoldInput & { readonly masterBookingId: string }): Promise<Outcome<HeldVisit, HoldRefusal> | null> {
  if (await linkBasket(trx, { ...input, insteadOf: null })) return null;
  const linked = await findLinkedVisit(trx, input.basketId, input.patientId);
  if (linked?.status === 'pending_payment') return accepted({ masterBookingId: linked.id, code: linked.code, confirmed: false });
  if (linked && (await linkBasket(trx, { ...input, insteadOf: linked.id }))) return null;
  return refused({ code: 'already_booked', message: 'This visit has just been booked. You find it under My visits.' });
}

function wishesOf(draft: Draft, bookingIds: ReadonlyMap<string, string>, patientId: string): TimeWish[] {
  return draft.lines.map((line, index) => ({
    individualBookingId: bookingIds.get(line.id)!,
    providerId: line.provider_id,
    patientId,
    startsAt: line.starts_at,
    durationMinutes: line.duration_minutes,
    bufferMinutes: line.buffer_minutes,
    capacity: draft.offers.get(line.id)!,
    grantOfBookingId: draft.priced.lines[index]!.usesGrant ? (bookingIds.get(line.follows_line_id ?? '') ?? line.follows_booking_id) : null,
  }));
}

const LOSS_ORDER = ['provider_taken', 'patient_busy', 'grant_used'] as const satisfies readonly ClaimLoss[];

/** Names the gravest loss: a time that is gone is said before the patient's own clash, and both before a used grant. */
function refusalOf(draft: Draft, bookingIds: ReadonlyMap<string, string>, losses: ReadonlyMap<string, ClaimLoss>): HoldRefusal {
  const loss = LOSS_ORDER.find((kind) => [...losses.values()].includes(kind))!;
  const lines = draft.lines.filter((line) => losses.get(bookingIds.get(line.id)!) === loss);
  const lineIds = lines.map((line) => line.id);
  const names = lines.map((line) => `${line.service_name} with ${line.provider_name}, ${formatWhen(line.starts_at, line.zone)}`).join(' and ');
  if (loss === 'provider_taken') {
    return { code: 'time_taken', lineIds, message: `${names}: that time was taken a moment ago. Nothing was charged and the rest of your visit is kept. Choose another time for it.` };
  }
  if (loss === 'patient_busy') {
    return { code: 'patient_busy', lineIds, message: `${names}: you already have a booking at that time. Choose another time, or cancel the other booking first.` };
  }
  return { code: 'grant_used', lineIds, message: `${names}: the follow-up that came with that consultation has been used. Its price is now the full one; look at the total and go on.` };
}
