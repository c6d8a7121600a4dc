import { afterAll, beforeAll, expect, test } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import type { PayoutStatus } from '#app/domain/payout.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { sumOwnPayouts } from '#db/own-payouts.ts';
import { writePayoutPause } from '#db/payout-pause.ts';
import { inTransaction } from '#db/transaction.ts';
import { owedBefore } from '#db/own-statement.ts';
import { loader as payoutPage } from '../provider.earnings.$payoutId/route.tsx';
import { openEarner, type Earner } from '../provider.earnings.$payoutId/test-earner.server.ts';
import { loader } from './route.tsx';

let here: TestWorld;
let rao: Earner;
beforeAll(async () => {
  here = await openTestWorld();
  rao = await openEarner(here, 'rao');
});
afterAll(() => here.close());

const now = new Date();
const page = async (login: LoginKey, query = '') => (await loader({ request: await here.getAs(login, `/provider/earnings${query}`), params: {}, context: {} })).json();
const story = async (login: LoginKey, payoutId: string) => payoutPage({ request: await here.getAs(login, `/provider/earnings/${payoutId}`), params: { payoutId }, context: {} });
const rowOf = async (payoutId: string) => (await page('rao')).rows.find((row) => row.id === payoutId)!;
const move = (payoutId: string, change: { status: PayoutStatus; hold_reason?: 'admin' | 'account_to_fix' | null; last_reason?: string | null }) =>
  here.db.updateTable('payout').set({ ...change, next_try_at: null }).where('id', '=', payoutId).execute();

test('a payout goes from waiting to paid, and its sentence with it', async () => {
  const payoutId = await rao.earn(minutesAfter(now, -90));
  expect((await rowOf(payoutId)).standing.sentence).toBe('It is next in line to be sent, which mostly takes a minute.');
  const before = (await page('rao')).sums;
  await rao.claim(payoutId, minutesAfter(now, -3));
  await rao.settle(payoutId, 'processing', minutesAfter(now, -3));
  const sent = await rowOf(payoutId);
  expect(sent.standing.sentence).toMatch(/^Sent .*, banks usually take a few minutes\.$/);
  const onItsWay = (await page('rao')).sums;
  expect([before.owedPaise - onItsWay.owedPaise, onItsWay.onItsWayPaise - before.onItsWayPaise]).toEqual([sent.amount_paise, sent.amount_paise]);
  await rao.settle(payoutId, 'processed', minutesAfter(now, -2));
  const paid = await rowOf(payoutId);
  expect([paid.status, paid.utr, paid.standing]).toEqual(['processed', '123456789012', { sentence: null, remedy: null }]);
  const { sums } = await page('rao');
  expect([sums.onItsWayPaise, sums.paidPaise - before.paidPaise]).toEqual([before.onItsWayPaise, paid.amount_paise]);
});

test('while all payouts are paused, it says so', async () => {
  const payoutId = await rao.earn(minutesAfter(now, -80));
  await inTransaction(here.db, (trx) => writePayoutPause(trx, { until: minutesAfter(now, 60), reason: 'a look at the bank', paused_by: null, paused_at: now }));
  const { sentence } = (await rowOf(payoutId)).standing;
  await here.db.deleteFrom('payout_pause').execute();
  expect(sentence).toMatch(/^We have paused all payouts/);
  expect(sentence).not.toContain('a look at the bank');
});

test('a closed account leads to the account, and what the desk notes stays there', async () => {
  const payoutId = await rao.earn(minutesAfter(now, -70));
  await move(payoutId, { status: 'on_hold', hold_reason: 'account_to_fix', last_reason: 'bank_account_closed' });
  await here.db.updateTable('payout').set({ note: 'Watch this one' }).where('id', '=', payoutId).execute();
  await here.db.updateTable('payout_account').set({ status: 'invalid' }).where('provider_id', '=', rao.providerId).execute();
  const row = await rowOf(payoutId);
  await here.db.updateTable('payout_account').set({ status: 'valid' }).where('provider_id', '=', rao.providerId).execute();
  expect(row.standing).toEqual({ sentence: 'The bank says that this account is closed. Change your bank account and it is sent again by itself.', remedy: 'account' });
  const text = await (await story('rao', payoutId)).text();
  expect(text + JSON.stringify(row)).not.toContain('Watch this one');
});

test('filters part the payouts, and one whose account must change stands among what did not arrive', async () => {
  const ids = { waiting: await rao.earn(minutesAfter(now, -60)), held: await rao.earn(minutesAfter(now, -59)), toFix: await rao.earn(minutesAfter(now, -58)), failed: await rao.earn(minutesAfter(now, -57)) };
  await move(ids.held, { status: 'on_hold', hold_reason: 'admin' });
  await move(ids.toFix, { status: 'on_hold', hold_reason: 'account_to_fix', last_reason: 'bank_account_closed' });
  await move(ids.failed, { status: 'needs_attention', last_reason: 'server_error' });
  const shown = async (show: string) => (await page('rao', `?show=${show}`)).rows.map((row) => row.id);
  expect(await shown('waiting')).toEqual(expect.arrayContaining([ids.waiting, ids.held]));
  expect(await shown('failed')).toEqual(expect.arrayContaining([ids.toFix, ids.failed]));
  const [all, ...parts] = await Promise.all(['nonsense', 'waiting', 'paid', 'failed'].map(shown));
  expect(parts.flat().toSorted()).toEqual(all!.toSorted());
});

test('the list turns by key, newest first, and loses and doubles nothing', async () => {
  const one = await here.db.selectFrom('payout').selectAll().where('provider_id', '=', rao.providerId).executeTakeFirstOrThrow();
  const copies = await rao.copyPayouts(one, 60);
  const seen: string[] = [];
  let query = '';
  for (let turn = 0; turn < 9; turn += 1) {
    const { rows, older } = await page('rao', query);
    seen.push(...rows.map((row) => row.id));
    if (older === null) break;
    query = `?after=${older}`;
  }
  const all = await here.db.selectFrom('payout').select('id').where('provider_id', '=', rao.providerId).orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
  expect(seen).toEqual(all.map(({ id }) => id));
  await here.db.deleteFrom('payout').where('id', 'in', copies).execute();
});

test('a refund after the payout is told from both ends, and the sums tie to the ledger', async () => {
  const refunded = await rao.earnAndPay(minutesAfter(now, -50));
  await rao.refund(refunded, 10_000, minutesAfter(now, -40));
  const { clawbacks, sums } = await page('rao');
  expect(clawbacks.map((clawback) => clawback.payout_id)).toEqual([refunded]);
  expect(sums.toTakeBackPaise).toBe(clawbacks[0]!.open_paise);
  expect(clawbacks[0]!.open_paise).toBeGreaterThan(0);
  const theirs = await page('iyer');
  expect([theirs.clawbacks, theirs.sums]).toMatchObject([[], { toTakeBackPaise: 0, paidPaise: 0 }]);
  await expectTied();

  const next = await rao.earnAndPay(minutesAfter(now, -30));
  const origin = await (await story('rao', refunded)).json();
  const paying = await (await story('rao', next)).json();
  expect(origin.clawbacks).toMatchObject([{ refunded_paise: 10_000, open_paise: 0, nettings: [{ payout_id: next, amount_paise: clawbacks[0]!.amount_paise }] }]);
  expect(paying.nettings).toMatchObject([{ origin_payout_id: refunded, amount_paise: clawbacks[0]!.amount_paise }]);
  const { payout, nettings } = paying;
  const off = [payout.commission_paise, ...payout.deductions.map((deduction) => deduction.amountPaise), ...nettings.map((netting) => netting.amount_paise)];
  expect(payout.gross_paise - off.reduce((sum, each) => sum + each, 0)).toBe(payout.amount_paise);
  expect(paying.attempts).toMatchObject([{ number: 1, status: 'processed', mode: 'IMPS', utr: '123456789012', shown_as: expect.stringMatching(/^••••\d{4}$/) }]);
  expect((await page('rao')).clawbacks).toEqual([]);
  await expectTied();
});

async function expectTied() {
  const { owedPaise, onItsWayPaise, toTakeBackPaise } = await sumOwnPayouts(here.db, { providerId: rao.providerId, from: now, until: now });
  expect(owedPaise + onItsWayPaise - toTakeBackPaise).toBe(await owedBefore(here.db, rao.providerId, minutesAfter(now, 1)));
}

test('nobody reads another provider’s payout', async () => {
  const payoutId = await rao.earn(minutesAfter(now, -20));
  for (const login of ['iyer', 'pulse', 'meera', 'kavita'] as const) expect((await thrownResponse(story(login, payoutId))).status).toBe(404);
  expect((await thrownResponse(story('rao', 'nobodyhasthisid00000'))).status).toBe(404);
  const theirs = await page('iyer');
  expect([theirs.rows, theirs.clawbacks, theirs.sums.owedPaise]).toEqual([[], [], 0]);
  for (const login of ['meera', 'kavita'] as const) expect((await thrownResponse(page(login))).status).toBe(404);
});

test('no page of money names a patient', async () => {
  const payoutId = await rao.earn(minutesAfter(now, -10));
  const patients = await here.db.selectFrom('account').select('name').where('role', '=', 'patient').execute();
  const text = JSON.stringify(await page('rao')) + (await (await story('rao', payoutId)).text());
  expect(patients.filter(({ name }) => text.includes(name))).toEqual([]);
});
