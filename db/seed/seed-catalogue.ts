import { SERVICE_KINDS } from '#app/domain/booking.ts';
import { DAY_MINUTES, MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { Trx } from '../client.ts';
import { newId } from '../new-id.ts';
import { COUPONS } from './coupons.ts';
import { LAB_TESTS } from './lab-tests.ts';
import { slugOf } from './plan.ts';
import { CITIES, CLINICS, ZONE } from './places.ts';
import { POLICIES } from './policies.ts';
import { SPECIALISATIONS } from './specialisations.ts';
import { mapKeys, type SeededWorld } from './world.ts';

export type Catalogue = Pick<SeededWorld, 'cities' | 'clinics' | 'specialisations' | 'labTests' | 'policies' | 'coupons'>;

const COUPON_BEFORE_DAYS = 60;
const COUPON_AFTER_DAYS = 180;

/** Places, specialisations, tests, policies and coupons: all that belongs to no provider. */
export async function seedCatalogue(trx: Trx, now: Date): Promise<Catalogue> {
  const cities = mapKeys(CITIES, (name) => ({ id: newId(), slug: slugOf(name), name }));
  await trx.insertInto('city').values(Object.values(cities)).execute();

  const clinics = mapKeys(CLINICS, ({ city, name, pinCode, ...rest }) => ({
    id: newId(), city_id: cities[city].id, slug: slugOf(`${name} ${rest.locality}`), name, pin_code: pinCode, zone: ZONE, ...rest,
  }));
  await trx.insertInto('clinic').values(Object.values(clinics)).execute();

  const specialisations = mapKeys(SPECIALISATIONS, (plan) => ({ id: newId(), slug: slugOf(plan.name), ...plan }));
  await trx.insertInto('specialisation').values(Object.values(specialisations)).execute();

  const labTests = mapKeys(LAB_TESTS, ({ name, alsoKnownAs, preparation }) => ({
    id: newId(), slug: slugOf(name), name, also_known_as: alsoKnownAs, preparation,
  }));
  await trx.insertInto('lab_test').values(Object.values(labTests)).execute();

  const policies = mapKeys(POLICIES, (plan) => ({ id: newId(), name: plan.name, version: 1, body: JSON.stringify(plan), created_at: now }));
  await trx.insertInto('cancellation_policy').values(Object.values(policies)).execute();

  const day = DAY_MINUTES * MINUTE_MS;
  const coupons = mapKeys(COUPONS, (plan, code) => ({
    ...plan,
    id: newId(),
    code,
    starts_at: new Date(now.getTime() - COUPON_BEFORE_DAYS * day),
    ends_at: new Date(now.getTime() + COUPON_AFTER_DAYS * day),
    eligible_kinds: SERVICE_KINDS.join(','),
    active: 1 as const,
  }));
  await trx.insertInto('coupon').values(Object.values(coupons)).execute();

  return { cities, clinics, specialisations, labTests, policies, coupons };
}
