import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { AppProcess } from './app-processes.ts';
import { accountNumber, currentOf, makePayee, statusOf, submit, type Payee } from './payee-world.ts';
import { openProcessWorld, type ProcessWorld } from './process-world.ts';

const SETTLES_WITHIN = { timeout: 40_000, interval: 700 };

let world: ProcessWorld;
beforeAll(async () => {
  world = await openProcessWorld();
}, 240_000);
afterEach(() => world.emulator.admin.clearFaults());
afterAll(() => world.close(), 60_000);

const VALIDATIONS = '/v1/fund_accounts/validations';
const CALLS = ['/v1/contacts', '/v1/fund_accounts', VALIDATIONS] as const;

/** What minutes of waiting bring: the dead worker's claim is over, and the clock looks. */
async function minutesLater(payee: Payee): Promise<void> {
  await world.db.updateTable('payout_account').set({ next_try_at: new Date(Date.now() - MINUTE_MS) }).where('provider_id', '=', payee.providerId).where('next_try_at', 'is not', null).execute();
  await world.jobs.queue.addJob('ask-validations', {});
}

async function submitted(): Promise<Payee & { number: string }> {
  const payee = await makePayee(world);
  const number = accountNumber();
  const outcome = await submit(world, payee, { account: { number } });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  await world.jobs.queue.addJob('relay-outbox', {}, { jobKey: 'relay-outbox' });
  return { ...payee, number };
}

/** What RazorpayX has of this provider, in the order of the calls. */
async function atGateway({ providerId }: Payee): Promise<string[][]> {
  const { x } = await world.emulator.admin.state();
  const contacts = x.contacts.filter((contact) => contact.reference_id === providerId).map(({ id }) => id);
  const fundAccounts = x.fundAccounts.filter((one) => contacts.includes(one.contact_id)).map(({ id }) => id);
  return [contacts, fundAccounts, x.validations.filter((one) => fundAccounts.includes(one.fund_account_id)).map(({ id }) => id)];
}

function expectSilent(workers: readonly AppProcess[], number: string): void {
  expect(workers.filter((worker) => worker.log().includes(number) || worker.log().includes(number.slice(-6))), 'logs that tell the number').toEqual([]);
}

const CASES = CALLS.flatMap((path, index) => (['hang', 'reply_lost'] as const).map((kind) => [kind, path, index] as const));

it.each(CASES)('a worker killed when its call is done and not heard of (%s, %s) leaves one contact, one fund account, one bank check', async (kind, path, index) => {
  await world.emulator.admin.setFault({ kind, method: 'POST', path, times: 1, seconds: 5 });
  const worker = await world.startWorker();
  const payee = await submitted();
  await expect.poll(async () => (await atGateway(payee))[index]!.length, { ...SETTLES_WITHIN, interval: 50 }).toBe(1);
  await worker.kill();
  expect(await statusOf(world, payee)).toBe(path === VALIDATIONS ? 'bank_check' : 'submitted');
  const next = await world.startWorker();
  await expect
    .poll(async () => {
      await minutesLater(payee);
      return statusOf(world, payee);
    }, SETTLES_WITHIN)
    .toBe('verified');
  await next.stop();
  const { gateway_fund_account_id, gateway_validation_id } = await currentOf(world, payee);
  expect(await atGateway(payee)).toEqual([[expect.stringMatching(/^cont_/)], [gateway_fund_account_id], [gateway_validation_id]]);
  expectSilent([worker, next], payee.number);
});
