import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRequest, thrownResponse } from '#app/auth/test-people.ts';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { openTestDesk, type TestDesk, WHY } from '../admin.settings._index/test-desk.ts';
import { action as changeCommission, loader as commission } from '../admin.settings.commissions.$id/route.tsx';
import { loader as commissions } from '../admin.settings.commissions._index/route.tsx';
import { loader as services } from '../admin.settings.services._index/route.tsx';
import { loader as providerPage } from '../providers.$slug/route.tsx';
import { loader as search } from '../search/route.tsx';
import { action, loader } from './route.tsx';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const RAO = 'dr-ananya-rao';
const path = (id: string) => `/admin/settings/services/${id}`;
const sharePath = (id: string) => `/admin/settings/commissions/${id}`;

async function consultationOf(slug: string) {
  return desk.db.selectFrom('service').innerJoin('provider', 'provider.id', 'service.provider_id').selectAll('service').where('provider.slug', '=', slug).where('service.kind', '=', 'consultation').executeTakeFirstOrThrow();
}
const typedOf = async (id: string) => (await (await loader(await desk.args(path(id)))).json()).typed;
const soldParts = async (providerId: string) => desk.db.selectFrom('individual_booking').selectAll().where('provider_id', '=', providerId).orderBy('id').execute();

test('a new price is what search and the provider’s page say; what was sold keeps its own', async () => {
  const service = await consultationOf(RAO);
  const sold = await soldParts(service.provider_id);
  const location = await desk.change(action, path(service.id), { ...(await typedOf(service.id)), price: '1,234.50' });
  expect(location).toBe(`${path(service.id)}?done`);
  const query = getRequest('/search?q=ananya');
  const found = JSON.stringify(await (await search({ request: query, params: {}, context: {} })).json());
  expect(found).toContain('123450');
  const page = await providerPage({ request: getRequest(`/providers/${RAO}`), params: { slug: RAO }, context: {} });
  expect(JSON.stringify(await (page as Response).json())).toContain('123450');
  expect(await soldParts(service.provider_id)).toEqual(sold);
  const [entry] = await desk.audits('change_service');
  expect([entry!.subject_id, entry!.reason, JSON.parse(entry!.before_json!).pricePaise, JSON.parse(entry!.after_json!).pricePaise]).toEqual([service.id, WHY, service.list_price_paise, 123_450]);
});

test('a withdrawn service is gone from sale and comes back', async () => {
  const service = await consultationOf('dr-vikram-iyer');
  const typed = await typedOf(service.id);
  await desk.change(action, path(service.id), { ...typed, sold: 'no' });
  const page = await providerPage({ request: getRequest('/providers/dr-vikram-iyer'), params: { slug: 'dr-vikram-iyer' }, context: {} }).then((answer) => (answer as Response).json(), (thrown: Response) => thrown.status);
  expect(JSON.stringify(page)).not.toContain(service.id);
  const { rows } = await (await services(await desk.args('/admin/settings/services?sold=no'))).json();
  expect(rows.map(({ id }) => id)).toEqual([service.id]);
  await desk.change(action, path(service.id), { ...typed, sold: 'yes' });
  expect((await (await services(await desk.args('/admin/settings/services?sold=no'))).json()).rows).toEqual([]);
});

test.each([
  [{ price: '0.50' }, 'price', 'Enter 0, or ₹1.00 to ₹10,00,000.00'],
  [{ price: 'cheap' }, 'price', 'Enter an amount in rupees, like 499 or 499.50'],
  [{ duration: '7' }, 'duration', 'Enter 5 to 240 minutes in steps of 5'],
  [{ buffer: '-5' }, 'buffer', 'Enter the minutes after it, or 0'],
  [{ policy: 'nobodyhasthisid00000' }, 'policy', 'Choose a policy'],
  [{}, '', 'Nothing would change: everything is like this already.'],
])('%j is refused beside %s', async (typed, field, message) => {
  const { id } = await consultationOf(RAO);
  const { status, answer } = await desk.preview(action, path(id), { ...(await typedOf(id)), ...typed });
  expect([status, answer!.errors, answer!.values]).toMatchObject([400, { [field]: [message] }, typed]);
});

test('from the same base the second admin sees what the first has changed', async () => {
  const { id } = await consultationOf('dr-kiran-hegde');
  const typed = await typedOf(id);
  const [price, buffer] = [await desk.preview(action, path(id), { ...typed, price: '777' }, 'kavita'), await desk.preview(action, path(id), { ...typed, buffer: '25' }, 'rohan')];
  await desk.confirm(action, path(id), price.answer!, 'kavita');
  const again = await desk.confirm(action, path(id), buffer.answer!, 'rohan');
  expect([again.status, again.answer!.preview!.stale]).toEqual([409, true]);
  expect(again.answer!.preview!.rows.map(({ what, before }) => [what, before])).toEqual([['Price', '₹777.00'], ['Buffer after it', `${typed.buffer} minutes`]]);
  expect(await desk.db.selectFrom('service').select(['list_price_paise', 'buffer_minutes']).where('id', '=', id).executeTakeFirstOrThrow()).toEqual({ list_price_paise: 77_700, buffer_minutes: Number(typed.buffer) });
});

test('a changed commission leaves what a sold booking earns as it was', async () => {
  const { provider_id: providerId } = await consultationOf(RAO);
  const part = await desk.db.selectFrom('individual_booking').selectAll().where('provider_id', '=', providerId).where('status', '=', 'confirmed').where('service_kind', '=', 'consultation').where('paid_paise', '>', 0).executeTakeFirstOrThrow();
  const { typed } = await (await commission(await desk.args(sharePath(providerId)))).json();
  expect(part.commission_bps).toBe(Number((typed as Record<string, string>).consultation) * 100);
  await desk.change(changeCommission, sharePath(providerId), { ...typed, consultation: '77.25', keptFee: '50' });

  const done = await completeBooking(desk.db, { bookingId: part.id, providerId, actor: { kind: 'provider', id: (await desk.accountOf('rao')).id }, now: part.starts_at });
  expect(done.ok).toBe(true);
  const payout = await desk.db.selectFrom('payout').selectAll().where('individual_booking_id', '=', part.id).executeTakeFirstOrThrow();
  expect(payout.commission_paise).toBe(Math.floor((payout.gross_paise * part.commission_bps) / 10_000));

  const { rows } = await (await commissions(await desk.args('/admin/settings/commissions?name=ananya'))).json();
  expect(rows).toMatchObject([{ commissionBps: { consultation: 7_725 }, kept_fee_provider_bps: 5_000 }]);
  const [entry] = await desk.audits('change_commission');
  expect([entry!.subject_id, JSON.parse(entry!.before_json!).commissionBps.consultation, JSON.parse(entry!.after_json!).commissionBps.consultation]).toEqual([providerId, part.commission_bps, 7_725]);
});

test('a commission that is none is refused beside its field', async () => {
  const { provider_id: providerId } = await consultationOf(RAO);
  const { status, answer } = await desk.preview(changeCommission, sharePath(providerId), { consultation: '120', follow_up: '', keptFee: '0' });
  expect([status, Object.keys(answer!.errors).toSorted(), answer!.values.consultation]).toEqual([400, ['consultation', 'follow_up'], '120']);
});

test('pages of a long list follow each other without a gap', async () => {
  const all = await desk.db.selectFrom('service').innerJoin('provider', 'provider.id', 'service.provider_id').select('service.id').orderBy('provider.name').orderBy('service.name').orderBy('service.id').execute();
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: { rows: { id: string }[]; next: string | null } = await (await services(await desk.args(`/admin/settings/services${after && `?after=${after}`}`))).json();
    seen.push(...page.rows.map(({ id }) => id));
    after = page.next;
  }
  expect(all.length).toBeGreaterThan(50);
  expect(seen).toEqual(all.map(({ id }) => id));
});

test('what is not there is a 404, and for everybody else all of it is', async () => {
  const { id, provider_id } = await consultationOf(RAO);
  for (const [door, where, fields] of [[action, path, { price: '1' }], [changeCommission, sharePath, { keptFee: '1' }]] as const) {
    expect((await thrownResponse(desk.preview(door, where('nobodyhasthisid00000'), fields))).status).toBe(404);
    for (const login of ['meera', 'rao'] as const) expect((await thrownResponse(desk.preview(door, where(door === action ? id : provider_id), fields, login))).status).toBe(404);
  }
  expect((await thrownResponse(loader(await desk.args(path('nobodyhasthisid00000'))))).status).toBe(404);
  expect((await thrownResponse(commission(await desk.args(sharePath('nobodyhasthisid00000'))))).status).toBe(404);
});
