import { afterAll, beforeAll, expect, test } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { openTestDesk, type TestDesk, WHY } from '../admin.settings._index/test-desk.ts';
import { loader as overview } from '../admin.settings._index/route.tsx';
import { loader as clinics } from '../admin.settings.clinics._index/route.tsx';
import { loader as specialisations } from '../admin.settings.specialisations._index/route.tsx';
import { action as saveSpecialisation, loader as specialisation } from '../admin.settings.specialisations.$id/route.tsx';
import { action, loader } from './route.tsx';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const path = (id: string) => `/admin/settings/clinics/${id}`;
const special = (id: string) => `/admin/settings/specialisations/${id}`;
const typedOf = async (id: string) => (await (await loader(await desk.args(path(id)))).json()).typed as Record<string, string>;
const clinic = async (id: string) => desk.db.selectFrom('clinic').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const NEW = { name: 'Lakeside Clinic', address: '4 Lake Road', locality: 'Ulsoor', pinCode: '560008', phone: '+91 80 4012 3456', zone: 'Asia/Kolkata' };

test('a clinic’s name and address change; its clock only while no booking is to come', async () => {
  const { id } = desk.world.clinics.indiranagar;
  const before = await clinic(id);
  const location = await desk.change(action, path(id), { ...(await typedOf(id)), address: '12 New Street' });
  expect([location, await clinic(id)]).toEqual(['/admin/settings/clinics?done', { ...before, address: '12 New Street' }]);
  const [entry] = await desk.audits('change_clinic');
  expect([entry!.subject_id, entry!.reason, JSON.parse(entry!.before_json!).address, JSON.parse(entry!.after_json!).address]).toEqual([id, WHY, before.address, '12 New Street']);

  const zoned = { ...(await typedOf(id)), zone: 'Asia/Dubai' };
  const refused = await desk.preview(action, path(id), zoned);
  expect(refused.answer!.errors.zone![0]).toMatch(/^\d+ bookings? (is|are) to come on this clinic’s clock/);
  await desk.db.updateTable('individual_booking').set({ status: 'cancelled' }).where('clinic_id', '=', id).where('starts_at', '>', new Date()).execute();
  await desk.change(action, path(id), zoned);
  expect((await clinic(id)).zone).toBe('Asia/Dubai');
});

test('a booking made between preview and confirmation keeps the clock', async () => {
  const part = await desk.db.selectFrom('individual_booking').selectAll().where('status', '=', 'confirmed').where('starts_at', '>', new Date()).executeTakeFirstOrThrow();
  await desk.db.updateTable('individual_booking').set({ status: 'cancelled' }).where('clinic_id', '=', part.clinic_id).where('starts_at', '>', new Date()).execute();
  const { answer } = await desk.preview(action, path(part.clinic_id), { ...(await typedOf(part.clinic_id)), zone: 'Asia/Dubai' });
  expect(answer!.preview).not.toBeNull();
  await desk.db.updateTable('individual_booking').set({ status: 'confirmed' }).where('id', '=', part.id).execute();
  const confirmed = await desk.confirm(action, path(part.clinic_id), answer!);
  expect([confirmed.status, Object.keys(confirmed.answer!.errors), (await clinic(part.clinic_id)).zone]).toEqual([400, ['zone'], 'Asia/Kolkata']);
});

test('a new clinic is opened once', async () => {
  const city = await desk.db.selectFrom('city').select('id').executeTakeFirstOrThrow();
  await desk.change(action, path('new'), { ...NEW, city: city.id });
  const { clinics: rows } = await (await clinics(await desk.args('/admin/settings/clinics'))).json();
  expect(rows.find(({ name }) => name === NEW.name)).toMatchObject({ locality: 'Ulsoor', providers: 0 });
  const again = await desk.preview(action, path('new'), { ...NEW, city: city.id });
  expect(again.answer!.errors).toEqual({ name: ['There is a clinic of this name in this locality already'] });
  expect(await desk.audits('open_clinic')).toHaveLength(1);
});

test.each([
  [{ zone: 'Asia/Atlantis' }, 'zone'],
  [{ zone: 'UTC+5' }, 'zone'],
  [{ pinCode: '123' }, 'pinCode'],
  [{ phone: 'call me' }, 'phone'],
  [{ name: ' ' }, 'name'],
  [{ city: 'nobodyhasthisid00000' }, 'city'],
])('%j is refused beside its field', async (typed, field) => {
  const city = await desk.db.selectFrom('city').select('id').executeTakeFirstOrThrow();
  const { status, answer } = await desk.preview(action, path('new'), { ...NEW, name: 'Another', city: city.id, ...typed });
  expect([status, Object.keys(answer!.errors)]).toEqual([400, [field]]);
});

test('a specialisation is added, renamed and never doubled', async () => {
  await desk.change(saveSpecialisation, special('new'), { name: 'Sports medicine', treats: 'Sprains, knees' });
  const { specialisations: rows } = await (await specialisations(await desk.args('/admin/settings/specialisations'))).json();
  const { id } = rows.find(({ name }) => name === 'Sports medicine')!;
  await desk.change(saveSpecialisation, special(id), { name: 'Sport medicine', treats: 'Sprains, knees' });
  const row = await desk.db.selectFrom('specialisation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect([row.name, row.slug]).toEqual(['Sport medicine', 'sports-medicine']);
  const other = rows.find((each) => each.id !== id)!;
  for (const page of [special('new'), special(id)]) {
    expect((await desk.preview(saveSpecialisation, page, { name: other.name.toUpperCase(), treats: 'x' })).answer!.errors).toEqual({ name: ['There is a specialisation of this name already'] });
  }
  expect((await desk.audits('save_specialisation')).map((entry) => [entry.subject_id, entry.before_json === null])).toEqual([[id, true], [id, false]]);
});

test('the overview counts what there is', async () => {
  const { counts } = await (await overview(await desk.args('/admin/settings'))).json();
  expect(counts).toMatchObject({ policies: 4, coupons: 2, withdrawn: 0, admins: 3 });
});

test('what is not there is a 404, and for everybody else all of it is', async () => {
  for (const [door, look, where] of [[action, loader, path], [saveSpecialisation, specialisation, special]] as const) {
    expect((await thrownResponse(desk.preview(door, where('nobodyhasthisid00000'), NEW))).status).toBe(404);
    expect((await thrownResponse(look(await desk.args(where('nobodyhasthisid00000'))))).status).toBe(404);
    for (const login of ['meera', 'rao'] as const) expect((await thrownResponse(desk.preview(door, where('new'), NEW, login))).status).toBe(404);
  }
  for (const login of ['meera', 'rao'] as const) expect((await thrownResponse(overview(await desk.args('/admin/settings', login)))).status).toBe(404);
});
