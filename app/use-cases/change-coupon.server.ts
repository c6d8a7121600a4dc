import { DAY_MINUTES, MINUTE_MS, type LocalDate } from '#app/domain/appointment-time.ts';
import { dayInWords, endOfDay, lastDayOf, limitInWords } from '#app/domain/coupon-words.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { COUPON_DAYS_MAX } from '#app/domain/settings-bounds.ts';
import type { Database, Trx } from '#db/client.ts';
import { lockCoupon } from '#db/coupons.ts';
import { findDeskCoupon, setCouponBounds, type CouponBounds, type DeskCoupon } from '#db/desk-coupons.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

interface BoundsWish {
  readonly couponId: string;
  readonly description: string;
  readonly lastDay: LocalDate;
  readonly perPatientLimit: number | null;
  readonly totalLimit: number | null;
}

type CouponOrder<Wish> = ChangeOrder & { readonly zone: string; readonly wish: Wish };
type Changed = Promise<Outcome<ChangeResult, ChangeRefusal>>;

const NOT_FOUND = refused<ChangeRefusal>({ code: 'not_found', message: 'There is no such coupon.' });

/** Last day, limits and description. What it takes off never changes, and redeemed ones are not looked at. */
export async function changeCoupon(db: Database, order: CouponOrder<BoundsWish>): Changed {
  const { wish, zone, now } = order;
  if (!(await findDeskCoupon(db, wish.couponId, now))) return NOT_FOUND;
  return makeChange(db, order, async (trx) => {
    const coupon = await lock(trx, wish.couponId, now);
    const fault = findFault(coupon, wish, zone);
    if (fault) return refused(fault);
    // The day shown is the day of its end: leaving it there must not move an end within that day.
    const endsAt = wish.lastDay === lastDayOf(coupon.ends_at, zone) ? coupon.ends_at : endOfDay(wish.lastDay, zone);
    const bounds = { description: wish.description, ends_at: endsAt, per_patient_limit: wish.perPatientLimit, total_limit: wish.totalLimit };
    return plan(trx, coupon, { verb: 'change_coupon', bounds, zone, effects: [usesKept(coupon), endsAt <= now ? 'It has ended and stays ended.' : 'Visits held from now on are counted against these limits.'] });
  });
}

/** Nobody can use it from now on. */
export async function endCoupon(db: Database, order: CouponOrder<{ readonly couponId: string }>): Changed {
  const { wish, zone, now } = order;
  if (!(await findDeskCoupon(db, wish.couponId, now))) return NOT_FOUND;
  return makeChange(db, order, async (trx) => {
    const coupon = await lock(trx, wish.couponId, now);
    if (coupon.ends_at <= now) return refused({ code: 'over', message: 'This coupon has ended already.' });
    const { description, per_patient_limit, total_limit } = coupon;
    const planned = await plan(trx, coupon, { verb: 'end_coupon', bounds: { description, ends_at: now, per_patient_limit, total_limit }, zone, effects: [usesKept(coupon), 'Whoever has it in a visit that is not held yet is asked to take it out.'] });
    if (!planned.ok) return planned;
    const rows = [{ what: 'Last day', before: dayInWords(lastDayOf(coupon.ends_at, zone)), after: 'It ends at once' }];
    return accepted({ ...planned.value, rows, wish: { endsAt: 'at once' } });
  });
}

async function lock(trx: Trx, couponId: string, now: Date): Promise<DeskCoupon> {
  await lockCoupon(trx, couponId);
  return (await findDeskCoupon(trx, couponId, now))!;
}

function findFault(coupon: DeskCoupon, { lastDay, perPatientLimit, totalLimit }: BoundsWish, zone: string): ChangeRefusal | null {
  const no = (field: string, message: string): ChangeRefusal => ({ code: 'bad_coupon', field, message });
  const runs = endOfDay(lastDay, zone).getTime() - coupon.starts_at.getTime();
  if (runs <= 0) return no('lastDay', 'This is before its first day. To stop it, end it.');
  if (runs > (COUPON_DAYS_MAX + 1) * DAY_MINUTES * MINUTE_MS) return no('lastDay', 'A coupon runs for at most two years');
  if (perPatientLimit === 0) return no('perPatient', 'Enter 1 or more, or leave it empty');
  if (totalLimit !== null && totalLimit < Math.max(1, coupon.uses)) return no('total', coupon.uses === 0 ? 'Enter 1 or more, or leave it empty' : `It was used ${coupon.uses} times already. Enter as many or more; to stop it, end it.`);
  return null;
}

function usesKept({ uses }: DeskCoupon): string {
  if (uses === 0) return 'Nobody has used it yet.';
  return uses === 1 ? 'The one visit that used it keeps its discount.' : `${uses} visits that used it keep their discount.`;
}

interface Plan {
  readonly verb: 'change_coupon' | 'end_coupon';
  readonly bounds: CouponBounds;
  readonly zone: string;
  readonly effects: readonly string[];
}

async function plan(trx: Trx, coupon: DeskCoupon, { verb, bounds, zone, effects }: Plan): Promise<PlanOutcome> {
  const { description, ends_at, per_patient_limit, total_limit } = coupon;
  const day = (endsAt: Date) => dayInWords(lastDayOf(endsAt, zone));
  return accepted({
    verb, subjectKind: 'coupon', subjectId: coupon.id,
    before: { code: coupon.code, description, endsAt: ends_at, perPatientLimit: per_patient_limit, totalLimit: total_limit },
    after: { code: coupon.code, description: bounds.description, endsAt: bounds.ends_at, perPatientLimit: bounds.per_patient_limit, totalLimit: bounds.total_limit },
    rows: [
      { what: 'Description', before: description, after: bounds.description },
      { what: 'Last day', before: day(ends_at), after: day(bounds.ends_at) },
      { what: 'Uses per patient', before: limitInWords(per_patient_limit), after: limitInWords(bounds.per_patient_limit) },
      { what: 'Uses in all', before: limitInWords(total_limit), after: limitInWords(bounds.total_limit) },
    ],
    effects,
    write: async () => {
      await setCouponBounds(trx, coupon.id, bounds);
      return coupon.id;
    },
  });
}
