import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { addToBasket } from '#app/use-cases/edit-basket.server.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { openFirstAdmin } from '#app/use-cases/open-first-admin.server.ts';
import { registerPatient } from '#app/use-cases/register-patient.server.ts';
import { loader as providerStory } from '../admin.providers.$id/route.tsx';
import { action as clinic } from '../admin.settings.clinics.$id/route.tsx';
import { action as invite, loader as invitePage } from '../admin.settings.people.new/route.tsx';
import { action as policy } from '../admin.settings.policies.$id/route.tsx';
import { action as provider, loader as providerPage } from '../admin.settings.providers.$id/route.tsx';
import { action as service, loader as servicePage } from '../admin.settings.services.new/route.tsx';
import { action as specialisation } from '../admin.settings.specialisations.$id/route.tsx';
import { action as hours, loader as hoursPage } from '../provider.schedule.hours.$clinic/route.tsx';
import { loader as patientsPage } from '../providers.$slug/route.tsx';
import { loader as search } from '../search/route.tsx';
import { loader } from './route.tsx';
import { openTestHouse, type TestHouse } from './test-house.server.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const NEW = { clinic: '/admin/settings/clinics/new', specialisation: '/admin/settings/specialisations/new', policy: '/admin/settings/policies/new', provider: '/admin/settings/providers/new', service: '/admin/settings/services/new', person: '/admin/settings/people/new' };
const NOBODY = 'nobodyhasthisid00000';
const CLINIC = { name: 'Lakeside Clinic', newCity: 'Mysuru', address: '4 Lake Road', locality: 'Gokulam', pinCode: '570002', phone: '+91 821 401 2345', zone: 'Asia/Kolkata' };
const RAO = { kind: 'doctor', name: 'Dr. Asha Rao', qualification: 'MBBS, MD', registration: 'KMC-10001', languages: 'English, Kannada', years: '12', about: 'Looks after hearts, and explains every report on paper.' };
const CONSULTATION = { kind: 'consultation', name: 'Consultation', price: '499.50', duration: '20', buffer: '5', alsoKnownAs: '', preparation: '', grantDays: '0', grantPrice: '100' };

const idOf = async (table: 'clinic' | 'specialisation' | 'cancellation_policy' | 'city', name: string) => (await house.db.selectFrom(table).select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
const bySlug = (slug: string) => house.db.selectFrom('provider').selectAll().where('slug', '=', slug).executeTakeFirst();
const openSteps = async () => (await (await loader(await house.args('/admin/settings'))).json()).steps?.filter(({ done }) => !done).map(({ href }) => href) ?? null;
const counted = async () => Number((await house.db.selectFrom('audit_log').select(({ fn }) => fn.countAll<number>().as('rows')).executeTakeFirstOrThrow()).rows);
const rao = async () => ({ ...RAO, specialisation: await idOf('specialisation', 'Cardiology'), 'clinic[0]': await idOf('clinic', CLINIC.name) });
const sold = async () => ({ ...CONSULTATION, provider: (await bySlug('dr-asha-rao'))!.id, policy: await idOf('cancellation_policy', 'Standard') });

describe('the first admin', () => {
  test.each([['nobody', 'Asha'], ['asha@', 'Asha'], ['asha@lakeside.example', '  '], [`${'a'.repeat(190)}@lakeside.example`, 'Asha']])('%s, “%s” is refused in words', async (email, name) => {
    const refused = await openFirstAdmin(house.db, { email, name, now: new Date() });
    expect(refused).toMatchObject({ ok: false, refusal: { code: name.trim() === '' ? 'bad_name' : 'bad_email' } });
  });

  test('has an e-mail that nobody else has', async () => {
    const registered = await registerPatient(house.db, { name: 'Meera Nair', email: 'meera@example.in', phone: '+919876543210', password: 'three green parrots' }, new Date());
    if (!registered.ok) throw new Error(registered.refusal.message);
    await house.giveCookie('patient', { ...registered.value, role: 'patient' });
    expect(await openFirstAdmin(house.db, { email: ' Meera@example.in', name: 'Meera Nair', now: new Date() })).toMatchObject({ ok: false, refusal: { code: 'taken' } });
    expect(await house.db.selectFrom('outbox_message').select('id').execute()).toEqual([]);
  });

  test('is one, however many are opened at once', async () => {
    // So slow that all have looked before one has written, if nothing makes them wait.
    const slowly = house.db.withPlugin({ transformQuery: ({ node }) => node, transformResult: async ({ result }) => pause(150, result) });
    const tries = await Promise.all(['one', 'two', 'three', 'four'].map((name) => openFirstAdmin(slowly, { email: `${name}@lakeside.example`, name, now: new Date() })));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(tries.flatMap((each) => (each.ok ? [] : [each.refusal.code]))).toEqual(['has_admin', 'has_admin', 'has_admin']);
    const [admin, ...more] = await house.db.selectFrom('account').selectAll().where('role', '=', 'admin').execute();
    expect(more).toEqual([]);
    expect(await house.db.selectFrom('outbox_message').select('payload').execute()).toEqual([{ payload: JSON.stringify({ template: 'invitation', accountId: admin!.id }) }]);
    expect(await house.db.selectFrom('audit_log').select(['actor_kind', 'actor_id', 'verb', 'subject_id']).execute()).toEqual([{ actor_kind: 'system', actor_id: null, verb: 'open_first_admin', subject_id: admin!.id }]);
    await house.comeIn('admin', admin!.email);
  });

  test('is not opened again, and is when the only one is shut out', async () => {
    const again = () => openFirstAdmin(house.db, { email: 'later@lakeside.example', name: 'Later', now: new Date() });
    expect(await again()).toMatchObject({ ok: false, refusal: { code: 'has_admin', message: expect.stringContaining('People and roles') as string } });
    await house.db.updateTable('account').set({ disabled_at: new Date() }).where('role', '=', 'admin').execute();
    expect(await again()).toMatchObject({ ok: true });
    await house.comeIn('admin', 'later@lakeside.example');
  });
});

test('from nothing to a visit that is held, by the desk’s own pages', async () => {
  expect(await openSteps()).toEqual([NEW.clinic, NEW.specialisation, NEW.policy, NEW.provider, NEW.service, NEW.person, '/admin/providers']);
  await house.change(clinic, NEW.clinic, CLINIC);
  await house.change(specialisation, NEW.specialisation, { name: 'Cardiology', treats: 'Chest pain, palpitations' });
  expect(await house.change(policy, NEW.policy, { name: 'Standard', when1: 'hours', hours1: '24', refund1: '100', refundLast: '0' })).toMatch(/\?done$/);
  expect(await openSteps()).toEqual([NEW.provider, NEW.service, NEW.person, '/admin/providers']);

  const page = await house.change(provider, NEW.provider, await rao());
  const doctor = (await bySlug('dr-asha-rao'))!;
  expect(page).toBe(`/admin/providers/${doctor.id}?done=saved`);
  expect(await house.change(service, NEW.service, await sold())).toMatch(/^\/admin\/settings\/services\/\w{20}\?done$/);
  const { practice } = await (await providerStory(await house.args(page))).json();
  expect(practice).toMatchObject({ clinics: [{ name: CLINIC.name }], services: [{ name: 'Consultation', list_price_paise: 49_950 }], logins: [], hasHours: false });

  expect((await (await invitePage(await house.args(`${NEW.person}?provider=${doctor.id}`))).json()).provider).toBe(doctor.id);
  await house.change(invite, NEW.person, { name: 'Asha Rao', email: 'asha@lakeside.example', role: 'doctor', provider: doctor.id });
  await house.comeIn('doctor', 'asha@lakeside.example');
  expect(await openSteps()).toEqual(['/admin/providers']);
  await setHours('lakeside-clinic-gokulam');
  expect(await openSteps()).toBeNull();

  const { results } = await (await search(await house.args('/search?q=asha', 'patient'))).json();
  expect(results).toMatchObject([{ name: 'Dr. Asha Rao', service: { pricePaise: 49_950 }, places: [{ city: 'Mysuru' }] }]);
  const { held, at } = await book('dr-asha-rao');
  const parts = await house.db.selectFrom('individual_booking').selectAll().execute();
  expect(parts).toMatchObject([{ master_booking_id: held.masterBookingId, provider_id: doctor.id, starts_at: new Date(at), full_price_paise: 49_950, commission_bps: 0, duration_minutes: 20 }]);
  expect(JSON.parse(parts[0]!.policy)).toMatchObject({ name: 'Standard', tiers: [{ until: { hoursBefore: 24 }, refundBps: 10_000 }, { until: null, refundBps: 0 }] });
});

test('and a laboratory, whose test other laboratories find by its name', async () => {
  const [{ 'clinic[0]': at }, terms] = [await rao(), await sold()];
  const lab = { ...RAO, kind: 'lab', name: 'Lake Labs', specialisation: '', 'clinic[0]': at };
  await house.change(provider, NEW.provider, lab);
  await house.change(provider, NEW.provider, { ...lab, name: 'Hill Labs' });
  const test = { ...terms, kind: 'lab_test', name: 'Lipid profile', price: '600', preparation: 'Fast for 10 hours.' };
  const [lake, hill] = [(await bySlug('lake-labs'))!, (await bySlug('hill-labs'))!];
  expect((await house.preview(service, NEW.service, { ...test, provider: lake.id, preparation: '' })).answer!.errors).toHaveProperty('preparation');
  await house.change(service, NEW.service, { ...test, provider: lake.id });
  expect((await (await servicePage(await house.args(`${NEW.service}?provider=${hill.id}`))).json())).toMatchObject({ tests: ['Lipid profile'] });
  await house.change(service, NEW.service, { ...test, provider: hill.id, name: 'lipid PROFILE', preparation: '' });
  const rows = await house.db.selectFrom('service').innerJoin('lab_test', 'lab_test.id', 'service.lab_test_id').select(['service.provider_id', 'lab_test.slug']).execute();
  expect(rows.map(({ slug }) => slug)).toEqual(['lipid-profile', 'lipid-profile']);
  expect((await house.preview(service, NEW.service, { ...test, provider: hill.id })).answer!.errors).toHaveProperty('name');
});

test('a follow-up carries the doctor’s rule', async () => {
  const followUp = { ...(await sold()), kind: 'follow_up', name: 'Follow-up', price: '200', grantDays: '14', grantPrice: '50' };
  for (const typed of [{ grantDays: '91' }, { grantDays: '-1' }, { grantDays: '' }, { grantPrice: '101' }, { grantPrice: '' }]) {
    expect(Object.keys((await house.preview(service, NEW.service, { ...followUp, ...typed })).answer!.errors)).toEqual(Object.keys(typed));
  }
  await house.change(service, NEW.service, followUp);
  expect(await bySlug('dr-asha-rao')).toMatchObject({ follow_up_days: 14, follow_up_price_bps: 5_000 });
  const [entry] = await house.db.selectFrom('audit_log').selectAll().where('verb', '=', 'open_service').where('after_json', 'like', '%follow_up%').execute();
  expect([JSON.parse(entry!.before_json!), JSON.parse(entry!.after_json!)]).toMatchObject([{ grantDays: 0, grantPriceBps: 10_000 }, { grantDays: 14, grantPriceBps: 5_000 }]);
});

test('a second provider of the same name gets an address of their own, and no address ever changes', async () => {
  await house.change(provider, NEW.provider, await rao());
  const { answer } = await house.preview(provider, NEW.provider, await rao());
  expect(answer!.preview!.rows.at(-1)).toEqual({ what: 'Their page', before: null, after: '/providers/dr-asha-rao-3' });
  const second = (await bySlug('dr-asha-rao-2'))!;
  expect(second.name).toBe('Dr. Asha Rao');
  await house.change(provider, `/admin/settings/providers/${second.id}`, { ...(await rao()), name: 'Dr. Asha Rao-Menon' });
  expect(await bySlug('dr-asha-rao-2')).toMatchObject({ id: second.id, name: 'Dr. Asha Rao-Menon' });
});

test('of two who add the same provider at once one is told, and no two share an address', async () => {
  const { answer } = await house.preview(provider, NEW.provider, { ...(await rao()), name: 'Dr. Twice' });
  const both = await Promise.all([1, 2].map(() => house.confirm(provider, NEW.provider, answer!)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, expect.any(Number)]);
  expect((await house.db.selectFrom('provider').select('slug').where('name', '=', 'Dr. Twice').execute())).toEqual([{ slug: 'dr-twice' }]);
});

test('a clinic is not taken away from under bookings or hours', async () => {
  const { id } = (await bySlug('dr-asha-rao'))!;
  await house.change(clinic, NEW.clinic, { ...CLINIC, name: 'Hillside Clinic', newCity: 'MYSURU' });
  expect(await house.db.selectFrom('city').select('name').execute()).toEqual([{ name: 'Mysuru' }]);
  const path = `/admin/settings/providers/${id}`;
  const elsewhere = { ...(await rao()), 'clinic[0]': await idOf('clinic', 'Hillside Clinic') };
  expect((await house.preview(provider, path, elsewhere)).answer!.errors).toEqual({ clinic: ['They have bookings to come at a clinic you took away'] });
  await house.db.updateTable('individual_booking').set({ status: 'cancelled' }).execute();
  expect((await house.preview(provider, path, elsewhere)).answer!.errors.clinic![0]).toContain('weekly hours');
  await house.change(provider, path, { ...(await rao()), 'clinic[1]': elsewhere['clinic[0]'] });
  const { typed } = await (await providerPage(await house.args(path))).json();
  expect(Object.keys(typed).filter((name) => name.startsWith('clinic')).toSorted()).toEqual(['clinic[0]', 'clinic[1]']);
});

describe('what is wrong is said beside its field, and nothing is written', () => {
  test.each([
    [{ price: '-5' }, 'price'], [{ price: '0.50' }, 'price'], [{ price: '1000001' }, 'price'], [{ price: 'free' }, 'price'],
    [{ duration: '0' }, 'duration'], [{ duration: '-20' }, 'duration'], [{ duration: '7' }, 'duration'], [{ duration: '99999' }, 'duration'], [{ buffer: '3' }, 'buffer'], [{ buffer: '500' }, 'buffer'],
    [{ policy: NOBODY }, 'policy'], [{ policy: '' }, 'policy'], [{ provider: NOBODY }, 'provider'], [{ kind: 'lab_test' }, 'kind'], [{ kind: 'surgery' }, 'kind'],
    [{ name: 'consultation' }, 'name'], [{ name: ' ' }, 'name'], [{ reason: '' }, 'reason'],
  ])('of a service: %j', async (typed, field) => {
    const before = await counted();
    const { status, answer } = await house.preview(service, NEW.service, { ...(await sold()), name: 'Second opinion', ...typed });
    expect([status, Object.keys(answer!.errors), await counted()]).toEqual([400, [field], before]);
  });

  test.each([
    [{ specialisation: NOBODY }, 'specialisation'], [{ specialisation: '' }, 'specialisation'], [{ kind: 'lab' }, 'specialisation'], [{ kind: 'nurse' }, 'kind'],
    [{ 'clinic[0]': NOBODY }, 'clinic'], [{ 'clinic[3]': NOBODY }, 'clinic'], [{ 'clinic[0]': '' }, 'clinic'], [{ name: 'ಆಶಾ' }, 'name'], [{ name: '' }, 'name'], [{ years: '-1' }, 'years'], [{ years: '151' }, 'years'],
    [{ about: 'x'.repeat(601) }, 'about'], [{ registration: '' }, 'registration'], [{ languages: '' }, 'languages'], [{ qualification: '' }, 'qualification'],
  ])('of a provider: %j', async (typed, field) => {
    const before = await counted();
    const { status, answer } = await house.preview(provider, NEW.provider, { ...(await rao()), ...typed });
    expect([status, Object.keys(answer!.errors), await counted()]).toEqual([400, [field], before]);
  });

  test.each([[{ newCity: '' }, 'newCity'], [{ newCity: 'ಮೈಸೂರು' }, 'newCity'], [{ city: NOBODY, newCity: '' }, 'city'], [{ city: NOBODY }, 'newCity']])('of a clinic’s city: %j', async (typed, field) => {
    expect(Object.keys((await house.preview(clinic, NEW.clinic, { ...CLINIC, name: 'Third Clinic', ...typed })).answer!.errors)).toEqual([field]);
  });

  test('a name as long as names get fits into its address', async () => {
    const long = 'Sri Venkatanarasimharajuvaripeta Subramaniam Krishnamoorthy Institute of Medical Sciences and Research and Teaching';
    await house.change(provider, NEW.provider, { ...(await rao()), name: long });
    await house.change(clinic, NEW.clinic, { ...CLINIC, name: long });
    await house.change(specialisation, NEW.specialisation, { name: long.slice(0, 80).trim(), treats: 'All of it' });
  });
});

test('what nobody confirmed with its own token is not there', async () => {
  const { answer } = await house.preview(provider, NEW.provider, { ...(await rao()), name: 'Dr. Forged' });
  const forged = await house.confirm(provider, NEW.provider, { ...answer!, preview: { ...answer!.preview!, token: 'forged' } });
  expect([forged.status, await bySlug('dr-forged')]).toEqual([409, undefined]);
});

test('a stranger’s id is a 404, and for patients and providers all of it is', async () => {
  expect((await thrownResponse(house.preview(provider, `/admin/settings/providers/${NOBODY}`, await rao()))).status).toBe(404);
  expect((await thrownResponse(providerPage(await house.args(`/admin/settings/providers/${NOBODY}`)))).status).toBe(404);
  expect((await thrownResponse(servicePage(await house.args(`${NEW.service}?provider=${NOBODY}`)))).status).toBe(404);
  for (const who of ['patient', 'doctor'] as const) {
    expect((await thrownResponse(house.preview(provider, NEW.provider, await rao(), who))).status).toBe(404);
    expect((await thrownResponse(house.preview(service, NEW.service, await sold(), who))).status).toBe(404);
    expect((await thrownResponse(providerPage(await house.args(NEW.provider, who)))).status).toBe(404);
    expect((await thrownResponse(servicePage(await house.args(NEW.service, who)))).status).toBe(404);
  }
});

/** Nine to five on every day, by the doctor's own page. */
async function setHours(slug: string): Promise<void> {
  const { seen } = await (await hoursPage(await house.args(`/provider/schedule/hours/${slug}`, 'doctor', { clinic: slug }))).json();
  const week = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].flatMap((day) => [[`start-${day}-0`, '09:00'], [`end-${day}-0`, '17:00']]));
  const request = postRequest(`/provider/schedule/hours/${slug}`, { seen, ...week }, await house.cookieOf('doctor'));
  const saved = (await hours({ request, params: { clinic: slug }, context: {} })) as Response;
  expect(saved.status).toBe(303);
}

/** The first free time that the provider's page offers, held by the patient. */
async function book(slug: string) {
  const { service: chosen, clinic: place, picker } = await (await patientsPage(await house.args(`/providers/${slug}`, 'patient', { slug }))).json();
  const at = picker!.times[0]!.startsAt;
  const patient = await house.db.selectFrom('account').select('id').where('role', '=', 'patient').executeTakeFirstOrThrow();
  const who = { patientId: patient.id, now: new Date() };
  const basket = await addToBasket(house.db, { ...who, basketId: null, serviceId: chosen!.id, clinicId: place!.id, startsAt: new Date(at), replacesLineId: null });
  if (!basket.ok) throw new Error(basket.refusal.message);
  const held = await holdVisit(house.db, { ...who, basketId: basket.value.basketId });
  if (!held.ok) throw new Error(held.refusal.message);
  return { held: held.value, at };
}
