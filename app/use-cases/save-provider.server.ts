import { bookingsKeep } from '#app/domain/bookings-keep.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { NEW_PROVIDER_WINDOW, PROVIDER_YEARS_MAX } from '#app/domain/settings-bounds.ts';
import { freeSlug, slugOf } from '#app/domain/slug.ts';
import { countBookingsAhead } from '#db/bookings-ahead.ts';
import type { Database, Trx } from '#db/client.ts';
import { listClinicNames } from '#db/clinics.ts';
import {
  addProviderClinics, findDeskProvider, hasHoursAt, insertProvider, listProviderSlugs, removeProviderClinics, setProviderFacts, type DeskProvider, type ProviderFacts,
} from '#db/desk-providers.ts';
import { lockProvider } from '#db/own-schedule.ts';
import { findSpecialisation } from '#db/specialisations.ts';
import type { ProviderKind } from '#db/tables.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface ProviderWish {
  readonly name: string;
  /** A doctor has one; a lab has none. */
  readonly specialisationId: string | null;
  readonly qualification: string;
  readonly registrationNumber: string;
  readonly languages: string;
  readonly years: number;
  readonly about: string;
  readonly clinicIds: readonly string[];
}

/** The wish with the names that its ids stand for. */
interface Named extends ProviderWish {
  readonly specialisation: string | null;
  readonly clinics: string;
}

const KIND_WORDS: Readonly<Record<ProviderKind, string>> = { doctor: 'Doctor', lab: 'Laboratory' };
const NOT_FOUND = refused<ChangeRefusal>({ code: 'not_found', message: 'There is no such provider.' });

/** A doctor or lab that services can be sold of. The address is made of the name once, and stays. */
export async function openProvider(db: Database, order: ChangeOrder & { readonly kind: ProviderKind; readonly wish: ProviderWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  return makeChange(db, order, async (trx) => {
    const checked = await nameAll(trx, order.kind, order.wish);
    if (!checked.ok) return checked;
    const wish = checked.value;
    const ownSlug = slugOf(wish.name);
    if (ownSlug === '') return refused({ code: 'bad_name', field: 'name', message: 'Enter a name with Latin letters: the address of their page is made of it' });
    const slug = freeSlug(ownSlug, await listProviderSlugs(trx, ownSlug));
    return accepted({
      verb: 'open_provider', subjectKind: 'provider', subjectId: null,
      before: null, after: { kind: order.kind, ...inWords(wish), slug }, wish: { ...wish, kind: order.kind, slug },
      rows: [{ what: 'Kind', before: null, after: KIND_WORDS[order.kind] }, ...rowsOf(order.kind, null, wish), { what: 'Their page', before: null, after: `/providers/${slug}` }],
      effects: [
        ...(slug === ownSlug ? [] : ['There is a provider of this name already; their pages are told apart by the number.']),
        'Patients see them once they sell a service and have hours.',
        `They can be booked up to ${NEW_PROVIDER_WINDOW.horizonDays} days ahead, until they choose otherwise under Schedule.`,
      ],
      write: async () => {
        const { minNoticeMinutes: min_notice_minutes, horizonDays: horizon_days } = NEW_PROVIDER_WINDOW;
        const id = await insertProvider(trx, { kind: order.kind, slug, ...factsOf(wish), min_notice_minutes, horizon_days });
        await addProviderClinics(trx, id, wish.clinicIds);
        return id;
      },
    });
  });
}

/** What patients read, and where they work. What is booked stays booked, at its clinic. */
export async function changeProvider(db: Database, order: ChangeOrder & { readonly providerId: string; readonly wish: ProviderWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  if (!(await findDeskProvider(db, order.providerId))) return NOT_FOUND;
  return makeChange(db, order, (trx) => planChange(trx, order));
}

async function planChange(trx: Trx, { providerId, wish, now }: { readonly providerId: string; readonly wish: ProviderWish; readonly now: Date }): Promise<PlanOutcome> {
  await lockProvider(trx, providerId);
  const provider = (await findDeskProvider(trx, providerId))!;
  const [was, is] = [await nameAll(trx, provider.kind, wishOf(provider)), await nameAll(trx, provider.kind, wish)];
  if (!is.ok) return is;
  const before = was.ok ? was.value : { ...wishOf(provider), specialisation: null, clinics: '' };
  const gone = before.clinicIds.filter((id) => !is.value.clinicIds.includes(id));
  const inUse = await findWhyNeeded(trx, providerId, gone, now);
  if (inUse) return refused(inUse);
  return accepted({
    verb: 'change_provider', subjectKind: 'provider', subjectId: providerId,
    before: inWords(before), after: inWords(is.value), wish: { ...is.value },
    rows: rowsOf(provider.kind, before, is.value),
    effects: ['The address of their page stays.', bookingsKeep(await countBookingsAhead(trx, { providerId, now }), { one: 'shows the new name', many: 'show the new name' })],
    write: async () => {
      await setProviderFacts(trx, providerId, factsOf(is.value));
      await removeProviderClinics(trx, providerId, gone);
      await addProviderClinics(trx, providerId, is.value.clinicIds.filter((id) => !before.clinicIds.includes(id)));
      return providerId;
    },
  });
}

/** A clinic is left once nothing is booked with them there and their hours there are cleared. */
async function findWhyNeeded(trx: Trx, providerId: string, clinicIds: readonly string[], now: Date): Promise<ChangeRefusal | null> {
  for (const clinicId of clinicIds) {
    if ((await countBookingsAhead(trx, { providerId, clinicId, now })) > 0) return { code: 'clinic_in_use', field: 'clinic', message: 'They have bookings to come at a clinic you took away' };
    if (await hasHoursAt(trx, { providerId, clinicId })) return { code: 'clinic_in_use', field: 'clinic', message: 'They have weekly hours at a clinic you took away; they clear them first, under Schedule' };
  }
  return null;
}

async function nameAll(trx: Trx, kind: ProviderKind, wish: ProviderWish): Promise<Outcome<Named, ChangeRefusal>> {
  if (wish.years > PROVIDER_YEARS_MAX) return refused({ code: 'bad_years', field: 'years', message: `Enter 0 to ${PROVIDER_YEARS_MAX} years` });
  const specialisation = kind === 'lab' || wish.specialisationId === null ? undefined : await findSpecialisation(trx, wish.specialisationId);
  if (kind === 'doctor' && !specialisation) return refused({ code: 'no_specialisation', field: 'specialisation', message: 'Choose what they are a doctor of' });
  if (kind === 'lab' && wish.specialisationId !== null) return refused({ code: 'no_specialisation', field: 'specialisation', message: 'Leave this empty for a laboratory' });
  const ids = [...new Set(wish.clinicIds)].sort();
  const clinics = await listClinicNames(trx, ids);
  if (ids.length === 0 || clinics.length < ids.length) return refused({ code: 'no_clinic', field: 'clinic', message: 'Choose where they work' });
  return accepted({ ...wish, clinicIds: ids, specialisation: specialisation?.name ?? null, clinics: clinics.map(({ name, locality }) => `${name}, ${locality}`).join('; ') });
}

function rowsOf(kind: ProviderKind, before: Named | null, after: Named) {
  const words: [string, (each: Named) => string | null][] = [
    ['Name', ({ name }) => name],
    ...(kind === 'doctor' ? [['Specialisation', ({ specialisation }: Named) => specialisation] as [string, (each: Named) => string | null]] : []),
    ['Qualification', ({ qualification }) => qualification],
    ['Registration number', ({ registrationNumber }) => registrationNumber],
    ['Languages', ({ languages }) => languages],
    ['Years of experience', ({ years }) => String(years)],
    ['About', ({ about }) => about],
    ['Works at', ({ clinics }) => clinics],
  ];
  return words.map(([what, of]) => ({ what, before: before && of(before), after: of(after) ?? '' }));
}

/** For the audit log, where ids would say nothing. */
function inWords({ specialisationId: _specialisationId, clinicIds: _clinicIds, ...words }: Named): Readonly<Record<string, unknown>> {
  return words;
}

function wishOf(provider: DeskProvider): ProviderWish {
  const { name, specialisation_id: specialisationId, qualification, registration_number: registrationNumber, languages, experience_years: years, about, clinicIds } = provider;
  return { name, specialisationId, qualification, registrationNumber, languages, years, about, clinicIds };
}

function factsOf(wish: ProviderWish): ProviderFacts {
  const { name, specialisationId, qualification, registrationNumber, languages, years, about } = wish;
  return { name, specialisation_id: specialisationId, qualification, registration_number: registrationNumber, languages, experience_years: years, about };
}
