import { afterAll, beforeAll, expect, test } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { addDays, localDateOf } from '#app/domain/appointment-time.ts';
import { applyCoupon } from '#app/domain/coupon.ts';
import { redeemCoupon } from '#app/use-cases/redeem-coupon.server.ts';
import { findCoupon } from '#db/coupons.ts';
import { newId } from '#db/new-id.ts';
import { inTransaction } from '#db/transaction.ts';
import { openTestDesk, type TestDesk, WHY } from '../admin.settings._index/test-desk.ts';
import { loader as list } from '../admin.settings.coupons._index/route.tsx';
import { action as create } from '../admin.settings.coupons.new/route.tsx';
import { action, loader } from './route.tsx';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const NEW = '/admin/settings/coupons/new';
const TODAY = localDateOf(new Date(), 'Asia/Kolkata');
const typedNew = (code: string) => ({
  code, description: 'A tenth off', takes: 'percent', value: '12.5', cap: '150', minimum: '500', firstDay: TODAY, lastDay: addDays(TODAY, 9), perPatient: '', total: '3',
  consultation: 'on', lab_test: 'on', fundedBy: 'provider', afterCancel: 'requalify',
});
const path = (id: string) => `/admin/settings/coupons/${id}`;
const row = async (code: string) => desk.db.selectFrom('coupon').selectAll().where('code', '=', code).executeTakeFirstOrThrow();

/** A new coupon and its page. */
async function made(code: string) {
  await desk.change(create, NEW, typedNew(code));
  const { id } = await row(code);
  return { id, page: path(id), typed: (await (await loader(await desk.args(path(id)))).json()).typed };
}

async function redeem(code: string, now = new Date()) {
  const coupon = (await findCoupon(desk.db, code))!;
  const masterBookingId = newId();
  const refusal = await inTransaction(desk.db, (trx) => redeemCoupon(trx, { coupon, patientId: newId(), masterBookingId, discountPaise: 100, expiresAt: new Date(now.getTime() + 600_000), now }));
  return { refusal, masterBookingId };
}

test('a coupon is created as it was previewed, once', async () => {
  const { answer } = await desk.preview(create, NEW, typedNew('tenth10'));
  expect(answer!.preview!.rows).toEqual(expect.arrayContaining([
    { what: 'Code', before: null, after: 'TENTH10' },
    { what: 'Value', before: null, after: '12.5% off, at most ₹150, from a visit of ₹500' },
    { what: 'Covers', before: null, after: 'consultations, lab tests' },
    { what: 'Uses in all', before: null, after: '3' },
  ]));
  const twice = await Promise.all([1, 2].map(() => desk.confirm(create, NEW, answer!)));
  expect(twice.map(({ status }) => status).toSorted()).toEqual([303, 400]);
  expect(await row('TENTH10')).toMatchObject({ percent_bps: 1_250, flat_paise: null, cap_paise: 15_000, minimum_spend_paise: 50_000, per_patient_limit: null, total_limit: 3, eligible_kinds: 'consultation,lab_test', funded_by: 'provider', after_cancel: 'requalify' });
  expect(await desk.audits('create_coupon')).toHaveLength(1);
  const { coupons } = await (await list(await desk.args('/admin/settings/coupons'))).json();
  expect(coupons.find(({ code }) => code === 'TENTH10')).toMatchObject({ state: 'running', uses: 0 });
});

test('its last day counts to its end, in India', async () => {
  await made('LASTDAY');
  const { terms } = (await findCoupon(desk.db, 'LASTDAY'))!;
  const end = new Date(`${addDays(TODAY, 10)}T00:00:00+05:30`);
  const line = [{ serviceKind: 'consultation' as const, listPricePaise: 100_000 }];
  expect(applyCoupon(terms, line, new Date(end.getTime() - 1))).toMatchObject({ ok: true, value: { discountPaise: 12_500 } });
  expect(applyCoupon(terms, line, end)).toMatchObject({ ok: false });
});

test.each([
  [{ code: 'ab' }, 'code', 'Use 3 to 30 capital letters and digits, like HEALTH10'],
  [{ code: 'WELCOME200' }, 'code', 'There is a coupon with this code. Its value cannot change; choose another code.'],
  [{ value: '101' }, 'value', 'Enter a percentage from 0 to 100'],
  [{ value: '0' }, 'value', 'It has to take something off'],
  [{ takes: 'amount', value: '200' }, 'cap', 'Only a percentage has a highest discount'],
  [{ lastDay: '2020-01-01' }, 'lastDay', 'The last day is before the first'],
  [{ firstDay: '2020-01-01', lastDay: '2020-01-02' }, 'lastDay', 'This day is over'],
  [{ consultation: '', lab_test: '' }, 'consultation', /./],
  [{ total: '0' }, 'total', 'Enter 1 or more, or leave it empty'],
])('%j is refused beside %s', async (typed, field, message) => {
  const { status, answer } = await desk.preview(create, NEW, { ...typedNew('WRONG1'), ...typed });
  expect([status, answer!.errors[field]?.[0], answer!.values]).toEqual([400, typeof message === 'string' ? message : expect.any(String), expect.objectContaining({ description: 'A tenth off' })]);
});

test('an ended coupon is redeemed by nobody; who has it keeps it', async () => {
  const { page, id } = await made('ENDING');
  const { refusal, masterBookingId } = await redeem('ENDING');
  expect(refusal).toBeNull();
  const priced = (await findCoupon(desk.db, 'ENDING'))!;
  await desk.change(action, page, { deed: 'end' });
  // Priced before it ended, held after.
  const late = await inTransaction(desk.db, (trx) => redeemCoupon(trx, { coupon: priced, patientId: newId(), masterBookingId: newId(), discountPaise: 100, expiresAt: new Date(), now: new Date() }));
  expect(late).toMatchObject({ code: 'coupon_not_now' });
  expect(applyCoupon((await findCoupon(desk.db, 'ENDING'))!.terms, [{ serviceKind: 'lab_test', listPricePaise: 100_000 }], new Date())).toMatchObject({ refusal: { code: 'coupon_not_now' } });
  expect(await desk.db.selectFrom('coupon_redemption').select('coupon_id').where('master_booking_id', '=', masterBookingId).executeTakeFirst()).toEqual({ coupon_id: id });
  const [entry] = await desk.audits('end_coupon');
  expect([entry!.subject_id, entry!.reason, JSON.parse(entry!.before_json!).endsAt > JSON.parse(entry!.after_json!).endsAt]).toEqual([id, WHY, true]);
  const again = await desk.preview(action, page, { deed: 'end' });
  expect(again.answer!.errors).toEqual({ '': ['This coupon has ended already.'] });
  // Its page shows today as its last day; saving that does not bring it back.
  const { typed } = await (await loader(await desk.args(page))).json();
  await desk.change(action, page, { ...typed, deed: 'change', description: 'Over' });
  expect((await row('ENDING')).ends_at.getTime()).toBeLessThanOrEqual(Date.now());
});

test('limits and last day move; its value is not to be moved by anything posted', async () => {
  const { page, typed } = await made('MOVING');
  await redeem('MOVING');
  await redeem('MOVING');
  const low = await desk.preview(action, page, { ...typed, deed: 'change', total: '1' });
  expect(low.answer!.errors.total![0]).toMatch(/^It was used 2 times already/);
  const before = await row('MOVING');
  await desk.change(action, page, { ...typed, deed: 'change', total: '2', value: '90', percent_bps: '9000', code: 'MINE' });
  expect(await row('MOVING')).toEqual({ ...before, total_limit: 2 });
  expect((await redeem('MOVING')).refusal).toMatchObject({ code: 'coupon_used_up' });
  const [entry] = await desk.audits('change_coupon').then((entries) => entries.filter(({ subject_id }) => subject_id === before.id));
  expect([JSON.parse(entry!.before_json!).totalLimit, JSON.parse(entry!.after_json!).totalLimit]).toEqual([3, 2]);
});

test('what is not there is a 404, and for everybody else all of it is', async () => {
  const nobody = path('nobodyhasthisid00000');
  expect((await thrownResponse(desk.preview(action, nobody, { deed: 'end' }))).status).toBe(404);
  expect((await thrownResponse(loader(await desk.args(nobody)))).status).toBe(404);
  for (const login of ['meera', 'rao'] as const) {
    expect((await thrownResponse(desk.preview(create, NEW, typedNew('MINE'), login))).status).toBe(404);
    expect((await thrownResponse(desk.preview(action, path((await row('WELCOME200')).id), { deed: 'end' }, login))).status).toBe(404);
  }
});
