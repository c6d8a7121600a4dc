import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { DISCREPANCY_KINDS } from '#app/domain/reconciliation.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { daysAgo, putDiscrepancy } from '../admin.books._index/test-books.server.ts';
import { loader as inbox } from '../admin.discrepancies._index/route.tsx';
import { loader as csv } from '../admin.discrepancies[.]csv/route.ts';
import { DISCREPANCY_WORDS } from '../admin/discrepancy-words.ts';
import { historyOf } from './history.ts';
import { action, loader } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());
beforeEach(async () => {
  for (const table of ['discrepancy', 'outbox_message', 'audit_log'] as const) await here.db.deleteFrom(table).execute();
});

const get = async (path: string, params: Record<string, string> = {}, login: LoginKey = 'kavita') => ({ request: await here.getAs(login, path), params, context: {} });
const list = async (query = '') => (await inbox(await get(`/admin/discrepancies${query}`))).json();
const listedIds = async (query = '') => (await list(query)).rows.map(({ subject_id }) => subject_id).toSorted();
const told = async (id: string, login: LoginKey = 'kavita') => (await loader(await get(`/admin/discrepancies/${id}`, { id }, login))).json();
const act = async (id: string, fields: Record<string, string>, login: LoginKey = 'kavita') =>
  (await action({ request: postRequest(`/admin/discrepancies/${id}`, fields, await here.cookieOf(login)), params: { id }, context: {} })) as Response;
const REASON = { reason: 'Razorpay confirmed it in writing' };
const corrections = () =>
  here.db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .select(['entry.account', 'entry.amount_paise', 'posting.source_id'])
    .where('posting.event', '=', 'reconciliation_corrected')
    .orderBy('entry.line')
    .execute();

async function plantThree() {
  await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_over', effectPaise: 12_345 });
  await putDiscrepancy(here.db, { day: daysAgo(3), subjectId: 'pout_fee', effectPaise: -118, kind: 'fee_differs', source: 'statement' });
  const closed = await putDiscrepancy(here.db, { day: daysAgo(4), subjectId: 'pay_closed', effectPaise: 500, kind: 'duplicate' });
  await here.db.updateTable('discrepancy').set({ resolved_at: new Date(), resolution: 'ignored', resolve_reason: '=harmless, "known"' }).where('id', '=', closed).execute();
  await here.db.updateTable('discrepancy').set({ escalated_at: new Date() }).where('subject_id', '=', 'pay_over').execute();
}

test('the inbox opens with what is open, and each filter is in the address', async () => {
  await plantThree();
  expect(await listedIds()).toEqual(['pay_over', 'pout_fee']);
  for (const [query, ids] of [
    ['?state=open', ['pay_over', 'pout_fee']], ['?state=closed', ['pay_closed']], ['?state=escalated', ['pay_over']], ['?state=all', ['pay_closed', 'pay_over', 'pout_fee']], ['?kind=fee_differs', ['pout_fee']],
    ['?source=settlement', ['pay_over']], [`?state=all&from=${daysAgo(4)}&to=${daysAgo(3)}`, ['pay_closed', 'pout_fee']], ['?kind=nonsense&state=nonsense&from=nonsense', ['pay_over', 'pout_fee']],
  ] as const) expect([query, await listedIds(query)]).toEqual([query, ids]);
});

test('the list is turned by key, and its CSV has every row under the same filters', async () => {
  await plantThree();
  for (let each = 0; each < 60; each += 1) await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: `pay_many${each}`, effectPaise: 1 });
  const first = await list('?source=settlement');
  expect(first.rows).toHaveLength(50);
  const second = await list(`?source=settlement&after=${first.older}`);
  expect(second.older).toBeNull();
  const shown = [...first.rows, ...second.rows].map(({ id }) => id);
  const text = await (await csv(await get('/admin/discrepancies.csv?source=settlement'))).text();
  const lines = text.trimEnd().split('\r\n');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(shown);
  expect(shown).toHaveLength(61);
  const closed = await (await csv(await get('/admin/discrepancies.csv?state=closed'))).text();
  expect(closed).toContain(`"'=harmless, ""known"""`);
  expect(closed.trimEnd().split('\r\n')).toHaveLength(2);
});

test('every kind has its words', () => {
  for (const kind of DISCREPANCY_KINDS) for (const words of Object.values(DISCREPANCY_WORDS[kind])) expect(words.length).toBeGreaterThan(10);
});

test('accepting posts what the page says, with the reason on record, once', async () => {
  const id = await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_over', effectPaise: 12_345 });
  const { correction, accept } = await told(id);
  expect(accept).toBe('may');
  expect(correction).toEqual([{ account: 'razorpay_balance', amountPaise: 12_345 }, { account: 'reconciliation_differences', amountPaise: -12_345 }]);
  const answer = await act(id, { intent: 'accept', ...REASON });
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/admin/discrepancies/${id}?done=accept`]);
  expect((await corrections()).map(({ account, amount_paise: amountPaise }) => ({ account, amountPaise }))).toEqual(correction);
  expect((await act(id, { intent: 'accept', ...REASON })).status).toBe(400);
  expect(await corrections()).toHaveLength(2);
  const after = await told(id);
  expect(after.row).toMatchObject({ resolution: 'accepted_theirs', resolve_reason: REASON.reason, resolved_by_name: (await here.accountOf('kavita')).name });
  const history = historyOf(JSON.parse(JSON.stringify(after)));
  expect(history.map(({ title, detail }) => [title, detail])).toEqual([['Found', 'as planted'], ['Razorpay’s word accepted', REASON.reason]]);
});

test('a large sum is refused to one admin, plainly and with what was typed, and is given to the second', async () => {
  await here.db.deleteFrom('ledger_entry').where('posting_id', 'in', here.db.selectFrom('ledger_posting').select('id').where('event', '=', 'reconciliation_corrected')).execute();
  const id = await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_large', effectPaise: 500_001 });
  expect((await told(id)).accept).toBe('escalate_first');
  const refusal = await act(id, { intent: 'accept', ...REASON });
  expect(refusal.status).toBe(400);
  expect(await refusal.json()).toMatchObject({ values: REASON, errors: { '': [expect.stringContaining('above ₹5,000.00, one day’s together, take two')] } } satisfies Partial<Record<keyof RefusedForm, unknown>>);
  expect((await act(id, { intent: 'escalate', ...REASON })).status).toBe(303);
  expect((await told(id)).accept).toBe('another_admin');
  expect((await act(id, { intent: 'accept', ...REASON })).status).toBe(400);
  expect(await corrections()).toEqual([]);
  expect((await told(id, 'rohan')).accept).toBe('may');
  expect((await act(id, { intent: 'accept', ...REASON }, 'rohan')).status).toBe(303);
  expect(await corrections()).toHaveLength(2);
});

test('no verb works without a reason, and what was typed stays', async () => {
  const id = await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_over', effectPaise: 12_345 });
  for (const intent of ['accept', 'ask', 'ignore', 'escalate']) {
    const answer = await act(id, { intent, reason: 'no' });
    expect([answer.status, await answer.json()]).toEqual([400, { values: { intent, reason: 'no' }, errors: { reason: ['Write a whole sentence'] } }]);
  }
  const link = await act(id, { intent: 'link', linkedTo: 'pay_other', linkReason: '' });
  expect(await link.json()).toMatchObject({ values: { linkedTo: 'pay_other' }, errors: { linkReason: ['Say why'] } });
  expect(await (await act(id, { intent: 'destroy', ...REASON })).json()).toMatchObject({ errors: { intent: ['Choose what to do'] } });
  expect((await told(id)).row.resolved_at).toBeNull();
  expect(await here.db.selectFrom('audit_log').selectAll().execute()).toEqual([]);
});

test('ignoring, asking again and linking do what they say', async () => {
  const ignored = await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_ignored', effectPaise: 1 });
  expect((await act(ignored, { intent: 'ignore', ...REASON })).status).toBe(303);
  expect((await told(ignored)).row.resolution).toBe('ignored');
  const asked = await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_asked', effectPaise: 77 });
  expect((await act(asked, { intent: 'ask', ...REASON })).status).toBe(303);
  expect(await here.db.selectFrom('outbox_message').select(['task', 'payload']).execute()).toEqual([{ task: 'look-at-discrepancy', payload: JSON.stringify({ discrepancyId: asked }) }]);
  const other = await putDiscrepancy(here.db, { day: daysAgo(5), subjectId: 'pay_other', effectPaise: -77, kind: 'missing_at_theirs' });
  expect((await told(asked)).cancelling.map(({ id }) => id)).toEqual([other]);
  const refused = await act(asked, { intent: 'link', linkedTo: 'pay_ignored', linkReason: 'the same money' });
  expect(await refused.json()).toMatchObject({ values: { linkReason: 'the same money' }, errors: { '': [expect.stringContaining('₹0.77 unexplained')] } });
  expect((await act(asked, { intent: 'link', linkedTo: 'pay_other', linkReason: 'the same money' })).status).toBe(303);
  expect((await told(asked)).linked).toEqual({ code: null, discrepancyId: other });
  expect((await told(other)).linked).toEqual({ code: null, discrepancyId: asked });
});

test('it leads to its visit by the payment alone', async () => {
  const payment = await here.db
    .selectFrom('payment_attempt as attempt')
    .innerJoin('payment_transaction as payment', 'payment.id', 'attempt.payment_transaction_id')
    .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
    .select(['attempt.gateway_payment_id', 'master.code'])
    .executeTakeFirstOrThrow();
  const id = await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: payment.gateway_payment_id, effectPaise: 1 });
  expect((await told(id)).row.code).toBe(payment.code);
});

test('an id that is none is not found, and only admins look or decide', async () => {
  const id = await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_over', effectPaise: 1 });
  for (const none of ['nonsense', '00000000000000000000', (await here.accountOf('meera')).id]) {
    expect((await thrownResponse(told(none))).status).toBe(404);
    expect((await thrownResponse(act(none, { intent: 'ignore', ...REASON }))).status).toBe(404);
  }
  for (const login of ['meera', 'rao'] as const) {
    expect((await thrownResponse(told(id, login))).status).toBe(404);
    expect((await thrownResponse(act(id, { intent: 'ignore', ...REASON }, login))).status).toBe(404);
    expect((await thrownResponse(inbox(await get('/admin/discrepancies', {}, login)))).status).toBe(404);
    expect((await thrownResponse(csv(await get('/admin/discrepancies.csv', {}, login)))).status).toBe(404);
  }
  expect((await told(id)).row.resolved_at).toBeNull();
});
