import { bookingsKeep } from '#app/domain/bookings-keep.ts';
import { TICK_MINUTES } from '#app/domain/calendar-tick.ts';
import { formatPaise } from '#app/domain/money.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { BUFFER_MINUTES_MAX, DURATION_MINUTES_MAX, DURATION_MINUTES_MIN } from '#app/domain/schedule-bounds.ts';
import { PRICE_MAX_PAISE, PRICE_MIN_PAISE } from '#app/domain/settings-bounds.ts';
import { countBookingsAhead } from '#db/bookings-ahead.ts';
import type { Database, Trx } from '#db/client.ts';
import { lockDeskService, setServiceTerms, type DeskService } from '#db/desk-services.ts';
import { findPolicyName, lockPolicy } from '#db/policies.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface ServiceWish {
  readonly serviceId: string;
  readonly pricePaise: number;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  /** Any version of the policy; the newest one is taken. */
  readonly policyId: string;
  readonly active: boolean;
}

/** Price, minutes, policy, and whether it is sold at all, from its next booking on. */
export async function changeService(db: Database, order: ChangeOrder & { readonly wish: ServiceWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const { wish, now } = order;
  const fault = findTermsFault(wish);
  return fault ? refused(fault) : makeChange(db, order, (trx) => plan(trx, wish, now));
}

/** What no service may cost and take, whoever sells it. */
export function findTermsFault({ pricePaise, durationMinutes, bufferMinutes }: Pick<ServiceWish, 'pricePaise' | 'durationMinutes' | 'bufferMinutes'>): ChangeRefusal | null {
  if (pricePaise !== 0 && (pricePaise < PRICE_MIN_PAISE || pricePaise > PRICE_MAX_PAISE)) {
    return { code: 'bad_price', field: 'price', message: `Enter 0, or ${formatPaise(PRICE_MIN_PAISE)} to ${formatPaise(PRICE_MAX_PAISE)}` };
  }
  if (!isWithin(durationMinutes, DURATION_MINUTES_MIN, DURATION_MINUTES_MAX)) {
    return { code: 'bad_minutes', field: 'duration', message: `Enter ${DURATION_MINUTES_MIN} to ${DURATION_MINUTES_MAX} minutes in steps of ${TICK_MINUTES}` };
  }
  if (!isWithin(bufferMinutes, 0, BUFFER_MINUTES_MAX)) return { code: 'bad_minutes', field: 'buffer', message: `Enter 0 to ${BUFFER_MINUTES_MAX} minutes in steps of ${TICK_MINUTES}` };
  return null;
}

function isWithin(minutes: number, least: number, most: number): boolean {
  return minutes >= least && minutes <= most && minutes % TICK_MINUTES === 0;
}

async function plan(trx: Trx, wish: ServiceWish, now: Date): Promise<PlanOutcome> {
  // The policy before the service, as publishing a version does.
  const name = await findPolicyName(trx, wish.policyId);
  if (name === null) return refused({ code: 'no_policy', field: 'policy', message: 'Choose a policy' });
  const policy = (await lockPolicy(trx, name))[0]!;
  const service = await lockDeskService(trx, wish.serviceId);
  if (!service) return refused({ code: 'not_found', message: 'There is no such service.' });
  const ahead = await countBookingsAhead(trx, { serviceId: service.id, now });
  const after = { ...wish, policyId: policy.id, policy: `${policy.name}, version ${policy.version}` };
  const before = termsOf(service);
  return accepted({
    verb: 'change_service', subjectKind: 'service', subjectId: service.id,
    before, after,
    rows: [
      { what: 'Price', before: formatPaise(before.pricePaise), after: formatPaise(after.pricePaise) },
      { what: 'Takes', before: `${before.durationMinutes} minutes`, after: `${after.durationMinutes} minutes` },
      { what: 'Buffer after it', before: `${before.bufferMinutes} minutes`, after: `${after.bufferMinutes} minutes` },
      { what: 'Cancellation policy', before: before.policy, after: after.policy },
      { what: 'On sale', before: soldWord(before.active), after: soldWord(after.active) },
    ],
    effects: [
      bookingsKeep(ahead, { one: 'keeps the price, minutes and policy it was sold with', many: 'keep the price, minutes and policy they were sold with' }),
      after.active ? 'A visit that is not held yet has the new terms when it is.' : 'Nobody can book it any more. A visit that has it and is not held yet is asked to take it out.',
    ],
    write: async () => {
      await setServiceTerms(trx, { ...after, id: service.id });
      return service.id;
    },
  });
}

function termsOf(service: DeskService) {
  return {
    serviceId: service.id,
    pricePaise: service.list_price_paise,
    durationMinutes: service.duration_minutes,
    bufferMinutes: service.buffer_minutes,
    policyId: service.policy_id,
    active: service.active === 1,
    policy: `${service.policy_name}, version ${service.policy_version}`,
  };
}

function soldWord(active: boolean): string {
  return active ? 'Yes' : 'No, withdrawn';
}
