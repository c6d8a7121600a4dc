import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { addDays } from '#app/domain/appointment-time.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { loader as dayCsv } from '../admin.books.$day.report[.]csv/route.ts';
import { action as closeAgain, loader as dayPage } from '../admin.books.$day._index/route.tsx';
import { loader as listCsv } from '../admin.books[.]csv/route.ts';
import { booksSentence } from './books-sentence.ts';
import { action, loader } from './route.tsx';
import { daysAgo, figuresOf, putDay, putDiscrepancy } from './test-books.server.ts';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
  // The books of this test begin eighty days ago, whenever the seeded visits were paid.
  const first = await here.db.selectFrom('ledger_posting').select('id').orderBy('occurred_at').executeTakeFirstOrThrow();
  await here.db.updateTable('ledger_posting').set({ occurred_at: new Date(`${daysAgo(80)}T06:30:00Z`) }).where('id', '=', first.id).execute();
  await here.db.deleteFrom('ledger_posting').where('occurred_at', '<', new Date(`${daysAgo(80)}T00:00:00Z`)).execute();
});
afterAll(() => here.close());
beforeEach(async () => {
  for (const table of ['reconciliation_day', 'discrepancy', 'outbox_message', 'audit_log'] as const) await here.db.deleteFrom(table).execute();
});

const args = async (path: string, params: Record<string, string> = {}, login: LoginKey = 'kavita') => ({ request: await here.getAs(login, path), params, context: {} });
const post = async (path: string, fields: Record<string, string>, params: Record<string, string> = {}) => ({ request: postRequest(path, fields, await here.cookieOf('kavita')), params, context: {} });
const list = async (query = '') => (await loader(await args(`/admin/books${query}`))).json();
const told = async (day: string) => (await dayPage(await args(`/admin/books/${day}`, { day }))).json();
const linesOf = async (answer: Response) => (await answer.text()).trimEnd().split('\r\n').map((line) => line.split(','));
const queued = () => here.db.selectFrom('outbox_message').select(['task', 'payload']).execute();

async function closeEverything(): Promise<void> {
  for (let days = 80; days >= 1; days -= 1) await putDay(here.db, daysAgo(days));
}

test('says that every day is closed, else which are not, else what is open since when', async () => {
  expect(booksSentence((await list()).desk)).toBe('Nothing unexplained; 80 days are not closed yet');
  await closeEverything();
  expect(booksSentence((await list()).desk)).toBe('Every day is closed: nothing unexplained');
  await putDiscrepancy(here.db, { day: daysAgo(3), subjectId: 'pay_1', effectPaise: 100_000 });
  await putDiscrepancy(here.db, { day: daysAgo(9), subjectId: 'pay_2', effectPaise: -23_400 });
  expect(booksSentence((await list()).desk)).toMatch(/^2 discrepancies open, ₹1,234\.00 unexplained since \w{3} \d+ \w{3}$/);
  await here.db.deleteFrom('discrepancy').execute();
  await here.db.updateTable('reconciliation_day').set({ residual_paise: -7 }).where('day', '=', daysAgo(5)).execute();
  expect(booksSentence((await list()).desk)).toMatch(/^The ledger does not tie, ₹0\.07 unexplained since/);
});

test('every day has one row, closed or not, newest first, and pages meet without a gap', async () => {
  await putDay(here.db, daysAgo(2));
  await putDiscrepancy(here.db, { day: daysAgo(2), subjectId: 'pay_1', effectPaise: -400 });
  const seen: string[] = [];
  let address: string | null = '/admin/books';
  const pages: string[] = [];
  while (address !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list(address.replace('/admin/books', ''));
    pages.push(address);
    seen.push(...page.days.map(({ day }) => day));
    if (pages.length > 1) expect(page.newer).toBe(pages.at(-2));
    address = page.older;
  }
  expect(pages).toHaveLength(3);
  expect(seen).toEqual(Array.from({ length: 80 }, (_, index) => daysAgo(index + 1)));
  const [yesterday, closed] = (await list()).days;
  expect(yesterday).toMatchObject({ day: daysAgo(1), sums: null, openCount: 0 });
  expect(closed).toMatchObject({ openCount: 1, unexplainedPaise: 400, sums: { transactions: 7, settledPaise: 292_920, refundsPaise: 5_000, payoutsPaise: 120_000, settlementsPaise: 287_920 } });
  for (const nonsense of ['yesterday', '2031-01-01', '1999-01-01']) expect((await list(`?before=${nonsense}`)).days[0]!.day).toBe(daysAgo(1));
});

test('the CSV has the rows of the list, all of them, and that it was taken is on record', async () => {
  await putDay(here.db, daysAgo(2));
  const lines = await linesOf(await listCsv(await args('/admin/books.csv')));
  expect(lines).toHaveLength(81);
  expect(lines[1]).toEqual([daysAgo(1), 'not closed', '0', '0', '', '', '', '', '']);
  expect(lines[2]).toEqual([daysAgo(2), 'closed', '0', '0', '7', '292920', '5000', '120000', '287920']);
  expect(await here.db.selectFrom('audit_log').select(['verb', 'subject_id']).execute()).toEqual([{ verb: 'download_export', subject_id: 'books' }]);
});

test('closing a day is queued once, with its audit row; a day that is not over or has no books is refused beside the field', async () => {
  expect(await action(await post('/admin/books', { day: daysAgo(4) }))).toMatchObject({ status: 303 });
  expect(await queued()).toEqual([{ task: 'reconcile-day', payload: JSON.stringify({ day: daysAgo(4) }) }]);
  expect(await here.db.selectFrom('audit_log').select(['verb', 'subject_kind', 'subject_id', 'actor_id']).execute()).toEqual([{ verb: 'close_day', subject_kind: 'day', subject_id: daysAgo(4), actor_id: here.world.logins.kavita.id }]);
  for (const day of [daysAgo(0), daysAgo(-3), daysAgo(81), '', '2026-02-30']) {
    const answer = (await action(await post('/admin/books', { day }))) as Response;
    expect(answer.status).toBe(400);
    const { errors, values } = (await answer.json()) as { errors: Record<string, string[]>; values: Record<string, string> };
    expect(errors.day).toHaveLength(1);
    if (day) expect(values.day).toBe(day);
  }
  expect(await queued()).toHaveLength(1);
});

test('the report of a day is what its last run kept, with its discrepancies, open ones first, and its neighbours', async () => {
  const day = daysAgo(6);
  await putDay(here.db, day);
  const closed = await putDiscrepancy(here.db, { day, subjectId: 'pay_1', effectPaise: 500 });
  await here.db.updateTable('discrepancy').set({ resolved_at: new Date(), resolution: 'ignored' }).where('id', '=', closed).execute();
  const open = await putDiscrepancy(here.db, { day, subjectId: 'pay_2', effectPaise: -700 });
  await putDiscrepancy(here.db, { day: daysAgo(7), subjectId: 'pay_3', effectPaise: 900 });
  const page = await told(day);
  const kept = await here.db.selectFrom('reconciliation_day').selectAll().where('day', '=', day).executeTakeFirstOrThrow();
  expect(page.report!.figures).toEqual(JSON.parse(kept.figures));
  expect(page).toMatchObject({ openCount: 1, unexplainedPaise: 700, earlier: daysAgo(7), later: daysAgo(5), report: { runs: 2, transactions: 7 } });
  expect(page.discrepancies.map(({ id }) => id)).toEqual([open, closed]);
  expect(page.report!.totals).toMatchObject({ inPaise: 792_920, outPaise: 126_180, feePaise: 8_260, taxPaise: 1_260, settlementDifferencePaise: 0 });
});

test('the day’s CSV says the same figures', async () => {
  const day = daysAgo(6);
  await putDay(here.db, day);
  await putDiscrepancy(here.db, { day, subjectId: 'pay_2', effectPaise: -700 });
  const lines = new Map((await linesOf(await dayCsv(await args(`/admin/books/${day}/report.csv`, { day })))).map(([name, ...cells]) => [name, cells]));
  const { payments, settlements, x, ledger } = figuresOf(day);
  expect(lines.get('payments')).toEqual([payments.count, payments.amountPaise, payments.feePaise, payments.taxPaise, 292_920, 0].map(String));
  expect(lines.get('total')).toEqual(['7', '', '8260', '1260', '792920', '126180']);
  expect(lines.get('settlementsActual')!.slice(0, 2)).toEqual(['1', String(settlements.actualPaise)]);
  expect(lines.get('razorpayxClosing')![1]).toBe(String(x.closingPaise));
  expect(lines.get('ledgerRazorpay')![1]).toBe(String(ledger.razorpayPaise));
  expect(lines.get('openDiscrepancies')!.slice(0, 2)).toEqual(['1', '700']);
});

test('a day that is not closed can be closed from its page; today cannot, and what is no day is not found', async () => {
  const day = daysAgo(6);
  expect(await told(day)).toMatchObject({ report: null, isOver: true, isBooked: true });
  expect(await closeAgain(await post(`/admin/books/${day}`, {}, { day }))).toMatchObject({ status: 303 });
  expect(await queued()).toHaveLength(1);
  expect(await told(daysAgo(0))).toMatchObject({ report: null, isOver: false });
  expect(await told(daysAgo(81))).toMatchObject({ report: null, isBooked: false });
  expect(await closeAgain(await post('/', {}, { day: daysAgo(0) }))).toMatchObject({ status: 400 });
  for (const none of ['2026-02-30', 'today', addDays(daysAgo(0), 1)]) {
    expect((await thrownResponse(told(none))).status).toBe(404);
    expect((await thrownResponse(dayCsv(await args('/', { day: none })))).status).toBe(404);
  }
  expect((await thrownResponse(closeAgain(await post('/', {}, { day: 'today' })) as Promise<unknown>)).status).toBe(404);
  expect((await thrownResponse(dayCsv(await args('/', { day })))).status).toBe(404);
  expect(await queued()).toHaveLength(1);
});

test('only admins read the books', async () => {
  const day = daysAgo(6);
  await putDay(here.db, day);
  for (const login of ['meera', 'rao'] as const) {
    for (const read of [loader, dayPage, listCsv, dayCsv]) expect((await thrownResponse(read(await args('/admin/books', { day }, login)) as Promise<unknown>)).status).toBe(404);
  }
});
