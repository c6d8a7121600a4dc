import { afterAll, beforeAll, expect, test } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { addMonths, monthOf, monthSpan, type CalendarMonth } from '#app/domain/calendar-month.ts';
import { writeOffClawback } from '#app/use-cases/write-off-clawback.server.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { sumOwnPayouts } from '#db/own-payouts.ts';
import { openEarner, type Earner } from '../provider.earnings.$payoutId/test-earner.server.ts';
import { loader } from './route.ts';

const ZONE = 'Asia/Kolkata';
const thisMonth = monthOf(new Date(), ZONE);
const [last, before] = [addMonths(thisMonth, -1), addMonths(thisMonth, -2)];

let here: TestWorld;
let rao: Earner;
beforeAll(async () => {
  here = await openTestWorld();
  rao = await openEarner(here, 'rao');
  await liveTwoMonths();
});
afterAll(() => here.close());

const dayOf = (month: CalendarMonth, day: number) => minutesAfter(monthSpan(month, ZONE).from, (day - 1) * DAY_MINUTES + 600);

/** Every way in which what is owed can move, over two months, and a service on each side of the midnight between them. */
async function liveTwoMonths(): Promise<void> {
  const rule = { note: '', from_date: '2020-01-01', until_date: null, created_at: new Date() };
  await here.db.insertInto('deduction_rule').values([{ ...rule, id: 'gst', kind: 'gst_on_commission', rate_bps: 1_800 }, { ...rule, id: 'tds', kind: 'tds', rate_bps: 1_000 }]).execute();
  const first = await rao.earnAndPay(dayOf(before, 3));
  const sentBack = await rao.earnAndPay(dayOf(before, 4));
  await rao.settle(sentBack, 'reversed', dayOf(before, 6), 'beneficiary_bank_offline');
  const missed = await rao.missed(dayOf(before, 7), 5_000);
  await rao.earn(minutesAfter(monthSpan(last, ZONE).from, -1), { service_name: '=HYPERLINK("http://x"), a "service"' });
  await rao.earn(monthSpan(last, ZONE).from);
  await rao.refund(first, 12_345, dayOf(last, 2));
  await rao.refund(missed, 10_001, dayOf(last, 3));
  await rao.pay(sentBack, dayOf(last, 4));
  const last1 = await rao.earnAndPay(dayOf(last, 5));
  await rao.refund(last1, 5_000, dayOf(last, 6));
  const { id } = await here.db.selectFrom('clawback').select('id').where('provider_id', '=', rao.providerId).where('closed_at', 'is', null).executeTakeFirstOrThrow();
  expect((await writeOffClawback(here.db, { clawbackId: id, adminId: rao.adminId, reason: 'a mistake of ours', now: dayOf(last, 7) })).ok).toBe(true);
}

const ask = async (login: LoginKey, query: string) => loader({ request: await here.getAs(login, `/provider/earnings/statement.csv${query}`), params: {}, context: {} });
const paiseOf = (rupees: string) => {
  expect(rupees).toMatch(/^-?\d+\.\d\d$/);
  return Number(rupees.replace('.', ''));
};

interface Statement { readonly lines: readonly string[][]; readonly openingPaise: number; readonly closingPaise: number; readonly movements: readonly { readonly words: string; readonly paise: number }[] }

async function statementOf(month: string, login: LoginKey = 'rao'): Promise<Statement> {
  const text = await (await ask(login, `?month=${month}`)).text();
  const lines = text.trimEnd().split('\r\n').map((line) => line.match(/(?<=^|,)("([^"]|"")*"|[^,]*)/g)!);
  const body = lines.slice(1);
  return {
    lines,
    openingPaise: paiseOf(body[0]![6]!),
    closingPaise: paiseOf(body.at(-1)![6]!),
    movements: body.slice(1, -1).map((line) => ({ words: line[2]!, paise: paiseOf(line[5]!) })),
  };
}

/** What the ledger says we owe, summed here and not by the statement. */
async function ledgerOwes(until: Date): Promise<number> {
  const { paise } = await here.db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .select(({ fn }) => fn.sum<string>('entry.amount_paise').as('paise'))
    .where('entry.account', '=', 'provider_payable')
    .where('entry.provider_id', '=', rao.providerId)
    .where('posting.occurred_at', '<', until)
    .executeTakeFirstOrThrow();
  return 0 - Number(paise);
}

test.each([before, last, thisMonth])('the statement of %s adds up from its opening to its closing balance, and both are the ledger’s', async (month) => {
  const { from, until } = monthSpan(month, ZONE);
  const { openingPaise, closingPaise, movements, lines } = await statementOf(month);
  expect(openingPaise).toBe(await ledgerOwes(from));
  expect(closingPaise).toBe(await ledgerOwes(until));
  expect(openingPaise + movements.reduce((sum, { paise }) => sum + paise, 0)).toBe(closingPaise);
  let balance = openingPaise;
  for (const line of lines.slice(2, -1)) expect(paiseOf(line[6]!)).toBe((balance += paiseOf(line[5]!)));
});

test('one month ends where the next begins, and the last ends with what the page of earnings says', async () => {
  const [one, two, three] = [await statementOf(before), await statementOf(last), await statementOf(thisMonth)];
  expect([one.closingPaise, two.closingPaise]).toEqual([two.openingPaise, three.openingPaise]);
  const { from, until } = monthSpan(thisMonth, ZONE);
  const { owedPaise, onItsWayPaise, toTakeBackPaise } = await sumOwnPayouts(here.db, { providerId: rao.providerId, from, until });
  expect(three.closingPaise).toBe(owedPaise + onItsWayPaise - toTakeBackPaise);
  expect(one.openingPaise).toBe(0);
  expect(three.movements).toEqual([]);
});

test('every movement has its words, and each service stands in the month of its midnight', async () => {
  const words = async (month: string) => [...new Set((await statementOf(month)).movements.map((line) => line.words))].toSorted();
  expect(await words(before)).toEqual(['Commission', 'GST on commission', 'Paid to your bank', 'Sent back by your bank', 'Service given', 'Share of a no-show', 'TDS']);
  expect(await words(last)).toEqual(['Commission', 'Earning taken back after a refund', 'GST on commission', 'Paid to your bank', 'Service given', 'Share of a waived fee taken back', 'TDS', 'Taking back given up']);
  const given = async (month: string) => (await statementOf(month)).movements.filter((line) => line.words === 'Service given').length;
  expect([await given(before), await given(last)]).toEqual([3, 2]);
});

test('payments carry the bank’s reference, and a patient is only a visit code', async () => {
  const { lines } = await statementOf(last);
  const paid = lines.filter((line) => line[2] === 'Paid to your bank');
  expect(paid.map((line) => line[7])).toEqual(['123456789012', '123456789012']);
  const patients = await here.db.selectFrom('account').select('name').where('role', '=', 'patient').execute();
  expect(patients.filter(({ name }) => lines.flat().join().includes(name))).toEqual([]);
  expect(lines[0]).toEqual(['date', 'time', 'what', 'visit', 'service', 'amount_rupees', 'balance_rupees', 'bank_reference']);
  expect(lines[1]!.slice(0, 3)).toEqual([`${last}-01`, '00:00', 'Opening balance']);
});

test('a text that a spreadsheet would run is only a text, and a minus is only a minus', async () => {
  const { lines } = await statementOf(before);
  expect(lines.flat()).toContain(`"'=HYPERLINK(""http://x""), a ""service"""`);
  expect(lines.filter((line) => line[2] === 'Commission').every((line) => /^-\d+\.\d\d$/.test(line[5]!))).toBe(true);
});

test('it is a download that nobody keeps, and without a month it is this one', async () => {
  const answer = await ask('rao', '');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="onevisit-statement-${thisMonth}.csv"`, 'cache-control': 'private, no-store',
  });
  expect((await answer.text()).trimEnd().split('\r\n')).toHaveLength(3);
});

test('a month that is none, or is to come, has no statement', async () => {
  for (const month of ['2026-13', 'november', '', '2026-11-01', addMonths(thisMonth, 1)]) expect((await thrownResponse(ask('rao', `?month=${month}`))).status).toBe(404);
});

test('each provider has only their own', async () => {
  expect((await statementOf(last, 'iyer')).movements).toEqual([]);
  for (const login of ['meera', 'kavita'] as const) expect((await thrownResponse(ask(login, `?month=${last}`))).status).toBe(404);
});

test('a statement that does not reach the ledger is broken off', async () => {
  const entry = await here.db.selectFrom('ledger_entry').select(['posting_id', 'line']).where('provider_id', '=', rao.providerId).where('payout_id', 'is not', null).where('account', '=', 'provider_payable').where('posting_id', 'in', here.db.selectFrom('ledger_posting').select('id').where('event', '=', 'clawback_netted')).executeTakeFirstOrThrow();
  const change = (by: number) => here.db.updateTable('ledger_entry').set((eb) => ({ amount_paise: eb('amount_paise', '+', by) })).where('posting_id', '=', entry.posting_id).where('line', '=', entry.line).execute();
  await change(1);
  await expect(statementOf(last)).rejects.toThrow('does not tie');
  await change(-1);
});
