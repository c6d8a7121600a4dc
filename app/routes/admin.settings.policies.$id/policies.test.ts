import { afterAll, beforeAll, expect, test } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { policySentence } from '#app/domain/policy-sentence.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import { openTestDesk, type TestDesk, WHY } from '../admin.settings._index/test-desk.ts';
import { loader as listLoader } from '../admin.settings.policies._index/route.tsx';
import { action, loader } from './route.tsx';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const latest = async (name: string) => desk.db.selectFrom('cancellation_policy').selectAll().where('name', '=', name).orderBy('version', 'desc').executeTakeFirstOrThrow();
const path = (id: string) => `/admin/settings/policies/${id}`;
const HARSH = { when1: 'hours', hours1: '48', refund1: '50', fee1: '10.50', refundLast: '0' };

/** What patients of the next month would get back for each of their booked parts, if they cancelled it now. */
async function quotes(now: Date) {
  const parts = await desk.db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .select(['part.id', 'part.master_booking_id', 'master.patient_id'])
    .where('part.status', '=', 'confirmed')
    .where('part.paid_paise', '>', 0)
    .where('part.starts_at', '>', now)
    .where('part.follows_booking_id', 'is', null)
    .orderBy('part.id')
    .execute();
  const given = [];
  for (const part of parts) {
    const quote = await quoteCancellation(desk.db, { masterBookingId: part.master_booking_id, partIds: [part.id], followUps: 'cancel', actor: { kind: 'patient', id: part.patient_id }, now });
    given.push([part.id, quote.ok ? quote.value.result : quote.refusal.code]);
  }
  return given;
}

test('a new version changes what is sold next and nothing that was sold', async () => {
  const now = new Date();
  const before = await quotes(now);
  expect(before.length).toBeGreaterThan(3);
  const ids = [];
  for (const name of ['Standard', 'Hospital', 'Lab day-before']) {
    const old = await latest(name);
    const location = await desk.change(action, path(old.id), { ...HARSH, hours1: String(40 + ids.length) });
    const made = await latest(name);
    ids.push(made.id);
    expect([made.version, location]).toEqual([old.version + 1, `${path(made.id)}?done`]);
    expect(await desk.db.selectFrom('service').select('id').where('policy_id', '=', old.id).execute()).toEqual([]);
    expect(await desk.db.selectFrom('service').select('id').where('policy_id', '=', made.id).execute()).not.toEqual([]);
    expect((await desk.db.selectFrom('cancellation_policy').selectAll().where('id', '=', old.id).executeTakeFirstOrThrow()).body).toBe(old.body);
  }
  expect(await quotes(now)).toEqual(before);
  const written = await desk.audits('publish_policy_version');
  expect(written.map((entry) => [entry.subject_id, entry.reason, JSON.parse(entry.before_json!).version, JSON.parse(entry.after_json!).version])).toEqual(ids.map((id) => [id, WHY, 1, 2]));
});

test('the preview says the version, what patients read, and whom it affects', async () => {
  const strict = await latest('Strict');
  const { status, answer } = await desk.preview(action, path(strict.id), HARSH);
  expect([status, answer!.errors]).toEqual([200, {}]);
  expect(answer!.preview!.rows).toEqual([
    { what: 'Version', before: '1', after: '2' },
    { what: 'What patients read', before: policySentence(strict.body), after: 'Half less ₹10.50 back until 48 hours before; nothing after.' },
  ]);
  expect(answer!.preview!.effects).toEqual([expect.stringMatching(/^From now on \d+ services? uses? version 2\.$/), 'No booking is to come.']);
  const sold = await desk.preview(action, path((await latest('Standard')).id), HARSH);
  expect(sold.answer!.preview!.effects[1]).toMatch(/^\d+ bookings to come keep the version they were sold with\.$/);
  expect((await latest('Strict')).version).toBe(1);
  const back = await desk.post(action, path(strict.id), { ...answer!.values, intent: 'edit' });
  expect(back.answer).toMatchObject({ values: HARSH, preview: null });
});

test('two admins from the same base: the second looks again, and nothing is lost', async () => {
  const strict = await latest('Strict');
  const mine = await desk.preview(action, path(strict.id), HARSH, 'kavita');
  const theirs = await desk.preview(action, path(strict.id), { ...HARSH, hours1: '12' }, 'rohan');
  await desk.confirm(action, path(strict.id), mine.answer!, 'kavita');
  const again = await desk.confirm(action, path(strict.id), theirs.answer!, 'rohan');
  expect([again.status, again.answer!.preview!.stale, again.answer!.values]).toMatchObject([409, true, { hours1: '12' }]);
  expect(again.answer!.preview!.rows[0]).toEqual({ what: 'Version', before: '2', after: '3' });
  expect((await latest('Strict')).version).toBe(2);
  expect((await desk.confirm(action, path(strict.id), again.answer!, 'rohan')).status).toBe(303);
  expect((await latest('Strict')).version).toBe(3);
  const twice = await desk.confirm(action, path(strict.id), again.answer!, 'rohan');
  expect([twice.status, twice.answer!.errors]).toEqual([400, { '': ['This is what version 3 says already.'] }]);
});

test('both at the very same moment publish one version each, never the same one', async () => {
  const strict = await latest('Strict');
  const seen = await Promise.all(['20', '21'].map((hours1) => desk.preview(action, path(strict.id), { ...HARSH, hours1 })));
  const answers = await Promise.all(seen.map(({ answer }) => desk.confirm(action, path(strict.id), answer!)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  expect((await latest('Strict')).version).toBe(strict.version + 1);
});

test.each([
  [{ ...HARSH, refund1: '101' }, 'refund1', 'Enter a percentage from 0 to 100'],
  [{ ...HARSH, hours1: 'two' }, 'hours1', 'Enter whole hours, up to 1440'],
  [{ ...HARSH, when1: 'clock', at1: '25:00', days1: '1' }, 'at1', 'Enter a time of day, like 22:00'],
  [{ ...HARSH, fee1: 'lots' }, 'fee1', 'Enter a fee in rupees, or leave it empty'],
  [{ ...HARSH, refundLast: '' }, 'refundLast', 'Enter a percentage from 0 to 100'],
  [{ ...HARSH, refundLast: '80' }, '', 'Tier 2 gives back more than tier 1; it may only give the same or less.'],
  [{ ...HARSH, reason: 'no' }, 'reason', 'Say in a few words why'],
])('%j is refused beside %s', async (fields, field, message) => {
  const { status, answer } = await desk.preview(action, path((await latest('Hospital')).id), fields);
  expect([status, answer!.errors, answer!.values]).toMatchObject([400, { [field]: [message] }, { when1: fields.when1, hours1: fields.hours1 }]);
});

test('a new policy stands in the list, and its name is taken from then on', async () => {
  const fields = { ...HARSH, name: 'Weekend', when2: 'sample', refund2: '20', fee2: '10.50' };
  const location = await desk.change(action, path('new'), fields);
  const { policies } = await (await listLoader(await desk.args('/admin/settings/policies'))).json();
  expect(policies.find(({ name }) => name === 'Weekend')).toMatchObject({ version: 1, services: 0, sentence: 'Half less ₹10.50 back until 48 hours before; 20% less ₹10.50 back until the sample is collected; nothing after.' });
  const story = await (await loader(await desk.args(location))).json();
  expect(story.policy).toMatchObject({ version: 1, typed: { when1: 'hours', hours1: '48', refund1: '50', fee1: '10.50', when2: 'sample', refundLast: '0' }, versions: [{ publishedBy: 'Kavita Menon', reason: WHY }] });
  const { answer } = await desk.preview(action, path('new'), { ...fields, name: 'weekend' });
  expect(answer!.errors.name![0]).toMatch(/^There is a policy of this name/);
});

test('what is not there is a 404, and for everybody else all of it is', async () => {
  const nobody = path('nobodyhasthisid00000');
  expect((await thrownResponse(desk.preview(action, nobody, HARSH))).status).toBe(404);
  expect((await thrownResponse(loader(await desk.args(nobody)))).status).toBe(404);
  const { id } = await latest('Strict');
  for (const login of ['meera', 'rao'] as const) {
    expect((await thrownResponse(desk.preview(action, path(id), HARSH, login))).status).toBe(404);
    expect((await thrownResponse(loader(await desk.args(path(id), login)))).status).toBe(404);
  }
});
