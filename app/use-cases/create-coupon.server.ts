import { addDays, instantOf, type LocalDate } from '#app/domain/appointment-time.ts';
import type { ServiceKind } from '#app/domain/booking.ts';
import { couponValueInWords, dayInWords, endOfDay, kindsInWords, limitInWords, type CouponValue } from '#app/domain/coupon-words.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { COUPON_CODE, COUPON_DAYS_MAX, PRICE_MAX_PAISE } from '#app/domain/settings-bounds.ts';
import type { Database, Trx } from '#db/client.ts';
import { insertCoupon, isCouponCodeTaken } from '#db/desk-coupons.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface CouponWish extends CouponValue {
  readonly code: string;
  readonly description: string;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  /** Where its days are counted. */
  readonly zone: string;
  readonly perPatientLimit: number | null;
  readonly totalLimit: number | null;
  readonly kinds: readonly ServiceKind[];
  readonly fundedBy: 'platform' | 'provider';
  readonly afterCancel: 'keep' | 'requalify';
}

/** A coupon that patients can use from its first day on. Its value stays for ever: another value is another code. */
export async function createCoupon(db: Database, order: ChangeOrder & { readonly wish: CouponWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const fault = findFault(order.wish, order.now);
  return fault ? refused(fault) : makeChange(db, order, (trx) => plan(trx, order.wish));
}

function findFault(wish: CouponWish, now: Date): ChangeRefusal | null {
  const no = (field: string, message: string): ChangeRefusal => ({ code: 'bad_coupon', field, message });
  if (!COUPON_CODE.test(wish.code)) return no('code', 'Use 3 to 30 capital letters and digits, like HEALTH10');
  if ((wish.percentBps === null) === (wish.flatPaise === null)) return no('value', 'Give a percentage or an amount');
  if (wish.percentBps === 0 || wish.flatPaise === 0) return no('value', 'It has to take something off');
  if (wish.flatPaise !== null && wish.capPaise !== null) return no('cap', 'Only a percentage has a highest discount');
  if (Math.max(wish.flatPaise ?? 0, wish.capPaise ?? 0, wish.minimumSpendPaise) > PRICE_MAX_PAISE) return no('value', 'This amount is too large');
  if (wish.kinds.length === 0) return no('consultation', 'Choose at least one kind of service');
  if (wish.lastDay < wish.firstDay) return no('lastDay', 'The last day is before the first');
  if (wish.lastDay > addDays(wish.firstDay, COUPON_DAYS_MAX)) return no('lastDay', 'A coupon runs for at most two years');
  if (endOfDay(wish.lastDay, wish.zone) <= now) return no('lastDay', 'This day is over');
  if (wish.perPatientLimit === 0) return no('perPatient', 'Enter 1 or more, or leave it empty');
  if (wish.totalLimit === 0) return no('total', 'Enter 1 or more, or leave it empty');
  return null;
}

async function plan(trx: Trx, wish: CouponWish): Promise<PlanOutcome> {
  if (await isCouponCodeTaken(trx, wish.code)) return refused({ code: 'taken', field: 'code', message: 'There is a coupon with this code. Its value cannot change; choose another code.' });
  return accepted({
    verb: 'create_coupon', subjectKind: 'coupon', subjectId: null,
    before: null,
    after: { ...wish },
    rows: rowsOf(wish).map(([what, after]) => ({ what, before: null, after })),
    effects: ['Its value cannot be changed later, only its last day, its limits and its description.'],
    write: () =>
      insertCoupon(trx, {
        code: wish.code, description: wish.description,
        percent_bps: wish.percentBps, flat_paise: wish.flatPaise, cap_paise: wish.capPaise, minimum_spend_paise: wish.minimumSpendPaise,
        starts_at: instantOf(wish.firstDay, 0, wish.zone), ends_at: endOfDay(wish.lastDay, wish.zone),
        per_patient_limit: wish.perPatientLimit, total_limit: wish.totalLimit,
        eligible_kinds: wish.kinds.join(','), funded_by: wish.fundedBy, after_cancel: wish.afterCancel,
      }),
  });
}

function rowsOf(wish: CouponWish): [string, string][] {
  return [
    ['Code', wish.code],
    ['Description', wish.description],
    ['Value', couponValueInWords(wish)],
    ['Covers', kindsInWords(wish.kinds)],
    ['From', dayInWords(wish.firstDay)],
    ['Last day', dayInWords(wish.lastDay)],
    ['Uses per patient', limitInWords(wish.perPatientLimit)],
    ['Uses in all', limitInWords(wish.totalLimit)],
    ['Paid by', wish.fundedBy === 'platform' ? 'The platform' : 'The provider'],
    ['When a visit shrinks below the minimum', wish.afterCancel === 'keep' ? 'It is kept' : 'It is taken back, once'],
  ];
}
