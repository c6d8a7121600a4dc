import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';
import type { ProviderTable } from './tables.ts';

export type DeskProvider = NonNullable<Awaited<ReturnType<typeof findDeskProvider>>>;

/** What patients see of a provider, and the clinics where they work. */
export async function findDeskProvider(db: Database, id: string) {
  const provider = await db
    .selectFrom('provider')
    .select(['id', 'kind', 'slug', 'name', 'specialisation_id', 'qualification', 'registration_number', 'languages', 'experience_years', 'about', 'follow_up_days', 'follow_up_price_bps'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!provider) return undefined;
  const works = await db.selectFrom('provider_clinic').select('clinic_id').where('provider_id', '=', id).orderBy('clinic_id').execute();
  return { ...provider, clinicIds: works.map(({ clinic_id }) => clinic_id) };
}

/** What there is to be booked of one provider, and who signs in for them. */
export async function findPractice(db: Database, providerId: string) {
  const [services, clinics, logins, hours] = await Promise.all([
    db.selectFrom('service').select(['id', 'name', 'active', 'list_price_paise']).where('provider_id', '=', providerId).orderBy('kind').orderBy('name').execute(),
    db.selectFrom('provider_clinic as works').innerJoin('clinic', 'clinic.id', 'works.clinic_id').select(['clinic.id', 'clinic.name']).where('works.provider_id', '=', providerId).orderBy('clinic.name').execute(),
    db.selectFrom('account').select(['id', 'email']).where('provider_id', '=', providerId).where('role', '=', 'doctor').where('disabled_at', 'is', null).orderBy('email').execute(),
    db.selectFrom('schedule_rule').select('id').where('provider_id', '=', providerId).where('kind', '!=', 'leave').limit(1).execute(),
  ]);
  return { services, clinics, logins, hasHours: hours.length > 0 };
}

/** Slugs that begin like this one, so that a new one can keep clear of them. */
export async function listProviderSlugs(db: Database, beginning: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('provider').select('slug').where('slug', 'like', `${beginning}%`).execute();
  return new Set(rows.map(({ slug }) => slug));
}

export type ProviderFacts = Pick<ProviderTable, 'name' | 'specialisation_id' | 'qualification' | 'registration_number' | 'languages' | 'experience_years' | 'about'>;

/** Nobody pays them before they have said where to; a follow-up costs what it costs until the desk grants less. */
export async function insertProvider(trx: Trx, provider: ProviderFacts & Pick<ProviderTable, 'kind' | 'slug' | 'min_notice_minutes' | 'horizon_days'>): Promise<string> {
  const id = newId();
  await trx.insertInto('provider').values({ id, ...provider, follow_up_days: 0, follow_up_price_bps: 10_000, kept_fee_provider_bps: 0, onboarding_status: 'draft', active: 1 }).execute();
  return id;
}

export async function setProviderFacts(trx: Trx, id: string, facts: ProviderFacts): Promise<void> {
  await trx.updateTable('provider').set(facts).where('id', '=', id).execute();
}

export async function setFollowUpGrant(trx: Trx, id: string, { days, priceBps }: { readonly days: number; readonly priceBps: number }): Promise<void> {
  await trx.updateTable('provider').set({ follow_up_days: days, follow_up_price_bps: priceBps }).where('id', '=', id).execute();
}

export async function addProviderClinics(trx: Trx, providerId: string, clinicIds: readonly string[]): Promise<void> {
  if (clinicIds.length === 0) return;
  await trx.insertInto('provider_clinic').values(clinicIds.map((clinic_id) => ({ provider_id: providerId, clinic_id }))).execute();
}

export async function removeProviderClinics(trx: Trx, providerId: string, clinicIds: readonly string[]): Promise<void> {
  if (clinicIds.length === 0) return;
  await trx.deleteFrom('provider_clinic').where('provider_id', '=', providerId).where('clinic_id', 'in', [...clinicIds]).execute();
}

/** Whether weekly hours of theirs are written for that clinic. */
export async function hasHoursAt(db: Database, { providerId, clinicId }: { readonly providerId: string; readonly clinicId: string }): Promise<boolean> {
  return (await db.selectFrom('schedule_rule').select('id').where('provider_id', '=', providerId).where('clinic_id', '=', clinicId).where('kind', '=', 'weekly').executeTakeFirst()) !== undefined;
}
