import { minutesAfter } from '#app/domain/appointment-time.ts';
import { confirmPayment } from '#app/use-cases/confirm-payment.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import { watchWebhooks } from '#app/use-cases/watch-webhooks.server.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { hashPassword } from '#db/password-hash.ts';
import type { Locator } from '@playwright/test';
import { expect, signIn, soon, test as base, type Page } from './fixtures.ts';
import { PASSWORD } from './fixtures-people.ts';
import { openProcessWorld, type ProcessWorld } from './trouble/process-world.ts';

const OUTAGE_HOURS = 26;
/** The first thing missed happened so long ago: the outage has ended since, and nobody has noticed. */
const BEGAN_HOURS_AGO = 27;
const REFUNDED_PAISE = 5_000;

interface Outage {
  readonly world: ProcessWorld;
  readonly began: Date;
}

/**
 * A product of this test's own, because what Razorpay forgets to say here must be missed by nobody else. It, its worker
 * and the browser live by the real clock; only the emulator's is moved, so that the outage lies in the past.
 */
const test = base.extend<{ outage: Outage }>({
  outage: async ({ browserName: _browser }, use) => {
    const before = { ...process.env };
    const began = minutesAfter(new Date(), -BEGAN_HOURS_AGO * 60);
    const world = await openProcessWorld(began);
    try {
      await use({ world, began });
    } finally {
      await world.close();
      // The next test of this process is about the shared product again.
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    }
  },
  baseURL: async ({ outage: { world } }, use) => {
    const web = await world.startWeb();
    await world.sendWebhooksTo(web);
    await use(`http://localhost:${new URL(web.origin).port}`);
  },
});

interface PaidVisit {
  readonly code: string;
  readonly email: string;
  readonly gatewayOrderId: string;
  readonly paymentId: string;
}

/** Paid at Razorpay at that hour of the outage, in a tab that was then closed. */
async function payUnheard({ world, began }: Outage, hour: number, turn: number): Promise<PaidVisit> {
  const at = minutesAfter(began, hour * 60);
  await goTo(world, at);
  const [consultation] = await world.goldenWishes(turn);
  const patientId = await world.patient();
  const held = await world.hold(patientId, [consultation!], undefined, at);
  const order = await startPayment(world, held);
  if (!order.ok) throw new Error(order.refusal.message);
  const { gatewayOrderId } = order.value;
  const { payment } = await world.emulator.admin.pay({ order_id: gatewayOrderId });
  return { code: held.code, email: `${patientId}@example.org`, gatewayOrderId, paymentId: payment.id };
}

const goTo = (world: ProcessWorld, at: Date) => world.emulator.admin.setClock({ set: Math.floor(at.getTime() / 1_000) });

/**
 * Three payments and a refund from Razorpay's dashboard that no event tells; the first patient came back from checkout.
 * Our worker stood still as well, or it would have asked about the orders long before.
 */
async function liveUnheard(outage: Outage): Promise<PaidVisit[]> {
  const { world, began } = outage;
  const { admin } = world.emulator;
  await goTo(world, began);
  await watchWebhooks(world, began);
  await admin.silence(OUTAGE_HOURS);
  const first = await payUnheard(outage, 0, 0);
  await confirmPayment(world, { gatewayOrderId: first.gatewayOrderId, now: minutesAfter(began, 1) });
  const second = await payUnheard(outage, 8, 1);
  await admin.refundFromDashboard({ payment_id: first.paymentId, amount: REFUNDED_PAISE });
  const third = await payUnheard(outage, 25, 2);
  await goTo(world, new Date());
  await world.db.updateTable('account').set({ password_hash: await hashPassword(PASSWORD) }).execute();
  return [first, second, third];
}

/** Presses what fills the gap, and looks until the worker has done it. */
async function fillGap(page: Page, done: (found: Locator) => Promise<void>): Promise<void> {
  await page.goto('/admin/webhooks/health');
  await page.getByLabel('Which webhooks').selectOption({ label: 'Payments' });
  await page.getByLabel('How far back').selectOption({ label: 'Last 30 hours' });
  await page.getByRole('button', { name: 'Fill the gap now' }).click();
  await expect(page.getByText('The gap is being filled')).toBeVisible();
  await soon(async () => {
    await page.goto('/admin/webhooks/health');
    await done(page.getByRole('table', { name: 'What was missed, newest first' }).getByRole('row').nth(1));
  });
}

async function readLedger({ db }: ProcessWorld) {
  const entries = await db
    .selectFrom('ledger_posting')
    .innerJoin('ledger_entry', 'ledger_entry.posting_id', 'ledger_posting.id')
    .select(['event', 'source_id', 'account', 'amount_paise'])
    .orderBy('ledger_posting.id')
    .orderBy('line')
    .execute();
  const balance = entries.filter(({ account, amount_paise, event }) => account === 'razorpay_balance' && (amount_paise > 0 || event !== 'payment_captured'));
  const captured = balance.filter(({ amount_paise }) => amount_paise > 0).map(({ source_id }) => source_id);
  const returned = balance.filter(({ amount_paise }) => amount_paise < 0).map(({ amount_paise }) => amount_paise);
  return { entries, captured: captured.toSorted(), returned, sum: entries.reduce((sum, { amount_paise }) => sum + amount_paise, 0) };
}

/** Everything that was never told comes after all: twice, the last first. Answers with how many events that are. */
async function tellAllTwice({ db, emulator: { admin } }: ProcessWorld): Promise<number> {
  const { deliveries } = await admin.state(5_000);
  const lost = [...new Set(deliveries.filter(({ status }) => status === 'lost').map(({ event_id }) => event_id))];
  for (const event_id of [...lost, ...lost]) await admin.replay({ event_id });
  await admin.flush();
  await soon(async () => expect(await db.selectFrom('webhook_event').select('id').where('state', 'in', ['received', 'failed']).execute()).toEqual([]));
  return lost.length;
}

test('26 hours of webhooks that never came are filled from Razorpay’s lists, and each is applied once @scripts-on', async ({ page, browser, outage, shot }) => {
  test.setTimeout(90_000);
  const { world } = outage;
  const visits = await liveUnheard(outage);
  const last = visits.at(-1)!;
  const patients = await browser.newContext();
  const theirs = await patients.newPage();
  await signIn(theirs, { email: last.email });
  await theirs.goto(`/visits/${last.code}`);
  await expect(theirs.getByText('the visit is not paid')).toBeVisible();

  await world.startWorker();
  await signIn(page, { email: LOGINS.kavita.email });
  await fillGap(page, (found) => expect(found.getByRole('cell').nth(2)).toHaveText(String(visits.length + 1), { timeout: 300 }));
  await shot('outage-filled');
  await page.goto('/admin');
  await expect(page.getByText('No webhooks have arrived for a day from Razorpay')).toBeVisible();
  // The worker asks about unpaid orders each minute, so that it may have found one before the watchdog did; nobody else hears of the refund.
  await expect(page.getByText(/4 events were missed\. Mended by asking Razorpay: (\d payments?, )?1 refund\./)).toBeVisible();
  await shot('outage-desk');
  await theirs.reload();
  await expect(theirs.getByText('Booked', { exact: true })).toBeVisible();
  await expect(theirs.getByText('the visit is not paid')).toBeHidden();
  await shot('outage-visit', theirs);
  await patients.close();

  const filled = await readLedger(world);
  expect(filled).toMatchObject({ captured: visits.map(({ paymentId }) => paymentId).toSorted(), returned: [-REFUNDED_PAISE], sum: 0 });
  const events = await tellAllTwice(world);
  expect(await readLedger(world)).toEqual(filled);
  const heard = await world.db.selectFrom('webhook_event').select('deliveries').execute();
  expect(heard.map(({ deliveries }) => deliveries)).toEqual(Array.from({ length: events }, () => 2));
  await fillGap(page, (found) => expect(found).toContainText('Over', { timeout: 300 }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Razorpay is heard');
  expect(await readLedger(world)).toEqual(filled);
});
