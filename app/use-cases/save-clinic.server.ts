import { bookingsKeep } from '#app/domain/bookings-keep.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { slugOf } from '#app/domain/slug.ts';
import { countBookingsAhead } from '#db/bookings-ahead.ts';
import type { Database, Trx } from '#db/client.ts';
import { findCity, findCityBySlug, insertCity, insertClinic, isClinicSlugTaken, lockClinic, setClinicFacts, type ClinicFacts } from '#db/clinics.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface ClinicWish {
  readonly name: string;
  readonly address: string;
  readonly locality: string;
  readonly pinCode: string;
  readonly phone: string;
  /** IANA zone; every time of the clinic is on its clock. */
  readonly zone: string;
}

const WORDS: readonly (readonly [keyof ClinicWish, string])[] = [['name', 'Name'], ['address', 'Address'], ['locality', 'Locality'], ['pinCode', 'PIN code'], ['phone', 'Phone'], ['zone', 'Time zone']];
const NO_ZONE = refused<ChangeRefusal>({ code: 'bad_zone', field: 'zone', message: 'Enter a time zone like Asia/Kolkata' });

/** A city that is there, or the name of one that is not yet. */
export interface CityWish {
  readonly id: string | null;
  readonly newName: string | null;
}

/** What `clinic.slug` holds. */
const CLINIC_SLUG_MAX_LENGTH = 80;

/** A clinic that providers can be put to. Its city is for ever: another city is another clinic. */
export async function openClinic(db: Database, order: ChangeOrder & { readonly city: CityWish; readonly wish: ClinicWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const { wish } = order;
  if (!isZone(wish.zone)) return NO_ZONE;
  return makeChange(db, order, async (trx) => {
    const found = await cityFor(trx, order.city);
    if (!found.ok) return found;
    const city = found.value;
    const slug = slugOf(`${wish.name} ${wish.locality}`, CLINIC_SLUG_MAX_LENGTH);
    if (slug === '') return refused({ code: 'bad_name', field: 'name', message: 'Enter a name with Latin letters: its address is made of it' });
    if (await isClinicSlugTaken(trx, slug)) return refused({ code: 'taken', field: 'name', message: 'There is a clinic of this name in this locality already' });
    return accepted({
      verb: 'open_clinic', subjectKind: 'clinic', subjectId: null,
      before: null, after: { ...wish, city: city.name, slug },
      rows: [...WORDS.map(([field, what]) => ({ what, before: null, after: wish[field] })), { what: 'City', before: null, after: city.name }],
      effects: [...(city.id === null ? [`${city.name} is a new city.`] : []), 'No provider works there yet, so patients do not see it.'],
      write: async () => insertClinic(trx, { ...factsOf(wish), city_id: city.id ?? (await insertCity(trx, city)), slug }),
    });
  });
}

interface FoundCity {
  /** Null for one that is made with the clinic. */
  readonly id: string | null;
  readonly name: string;
  readonly slug: string;
}

/** A city that was typed and is there already is that one. */
async function cityFor(trx: Trx, { id, newName }: CityWish): Promise<Outcome<FoundCity, ChangeRefusal>> {
  if (newName === null) {
    if (id === null) return refused({ code: 'no_city', field: 'newCity', message: 'Say in which city it is' });
    const city = await findCity(trx, id);
    return city ? accepted(city) : refused({ code: 'no_city', field: 'city', message: 'Choose a city' });
  }
  if (id !== null) return refused({ code: 'two_cities', field: 'newCity', message: 'Choose a city above or enter a new one, not both' });
  const slug = slugOf(newName);
  if (slug === '') return refused({ code: 'bad_name', field: 'newCity', message: 'Enter a name with Latin letters: its address is made of it' });
  return accepted((await findCityBySlug(trx, slug)) ?? { id: null, name: newName, slug });
}

/** Name and address at once, for what is booked, too: people must find the door. Its clock only while nothing is booked. */
export async function changeClinic(db: Database, order: ChangeOrder & { readonly clinicId: string; readonly wish: ClinicWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  if (!isZone(order.wish.zone)) return NO_ZONE;
  return makeChange(db, order, (trx) => planChange(trx, order));
}

async function planChange(trx: Trx, { clinicId, wish, now }: { readonly clinicId: string; readonly wish: ClinicWish; readonly now: Date }): Promise<PlanOutcome> {
  const clinic = await lockClinic(trx, clinicId);
  if (!clinic) return refused({ code: 'not_found', message: 'There is no such clinic.' });
  const ahead = await countBookingsAhead(trx, { clinicId, now });
  if (wish.zone !== clinic.zone && ahead > 0) {
    const many = ahead === 1 ? '1 booking is' : `${ahead} bookings are`;
    return refused({ code: 'zone_in_use', field: 'zone', message: `${many} to come on this clinic’s clock. The zone can change when none is.` });
  }
  const before: ClinicWish = { name: clinic.name, address: clinic.address, locality: clinic.locality, pinCode: clinic.pin_code, phone: clinic.phone, zone: clinic.zone };
  return accepted({
    verb: 'change_clinic', subjectKind: 'clinic', subjectId: clinicId,
    before: { ...before }, after: { ...wish },
    rows: WORDS.map(([field, what]) => ({ what, before: before[field], after: wish[field] })),
    effects: [
      bookingsKeep(ahead, { one: 'shows the new name and address', many: 'show the new name and address' }),
      ...(wish.zone === before.zone ? [] : ['Weekly hours stay at the same time of day, on the new clock.']),
    ],
    write: async () => {
      await setClinicFacts(trx, clinicId, factsOf(wish));
      return clinicId;
    },
  });
}

function factsOf({ name, address, locality, pinCode, phone, zone }: ClinicWish): ClinicFacts {
  return { name, address, locality, pin_code: pinCode, phone, zone };
}

function isZone(zone: string): boolean {
  if (!/^[A-Za-z_]+(\/[A-Za-z_-]+)+$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en-IN', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
