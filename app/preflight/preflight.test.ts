import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#db/new-id.ts';
import { TEST_BANK_DATA_KEYS } from '#db/seed.ts';
import { createTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { WORKER_SESSION } from '#db/worker-session.ts';
import { ownClock } from '../../e2e/clock/move-clock.ts';
import { startEmulator, type RunningEmulator } from '../../e2e/razorpay-emulator/start-emulator.ts';
import { createJobsDatabase, type JobsDatabase } from '../../e2e/trouble/jobs-database.ts';
import { startMailServer, type MailServer } from '../../e2e/trouble/mail-server.ts';
import { checkKeys } from './check-keys.ts';
import type { Finding, Settings } from './finding.ts';
import { runPreflight } from './run-preflight.ts';

const SECRETS = { key: 'key-secret-of-the-preflight-tests', pg: 'Qm7w2kZr9xTn4vLp8sYd3bHc', x: 'Fj6u1eWa5gRo0iXk7zMq2tNv' };
const KEY_ID = 'rzp_test_Emulator000001';
/** Nobody listens here. */
const NOWHERE = '127.0.0.1:9';

let database: TestDatabase;
let jobs: JobsDatabase;
let emulator: RunningEmulator;
let mail: MailServer;
let settings: Settings;
beforeAll(async () => {
  [database, jobs, emulator, mail] = await Promise.all([createTestDatabase(), createJobsDatabase(), startEmulator({ keyId: KEY_ID, keySecret: SECRETS.key }), startMailServer(0)]);
  settings = {
    NODE_ENV: 'production', DATABASE_URL: database.url, JOBS_DATABASE_URL: jobs.url, PUBLIC_ORIGIN: 'http://localhost:3000', SESSION_SECRET: 'only-for-tests-0123456789-0123456789',
    RAZORPAY_API_ORIGIN: emulator.origin, RAZORPAY_CHECKOUT_ORIGIN: emulator.origin, RAZORPAY_KEY_ID: KEY_ID, RAZORPAY_KEY_SECRET: SECRETS.key, RAZORPAY_WEBHOOK_SECRET: SECRETS.pg,
    RAZORPAYX_ACCOUNT_NUMBER: '2323230000000001', RAZORPAYX_WEBHOOK_SECRET: SECRETS.x, BANK_DATA_KEYS: TEST_BANK_DATA_KEYS, SMTP_URL: mail.url, MAIL_FROM: 'OneVisit <care@onevisit.example>',
  };
});
afterAll(async () => {
  await Promise.all([database.drop(), jobs.drop(), emulator.stop(), mail.stop()]);
});

const look = (change: Settings = {}) => runPreflight({ ...settings, ...change }, new Date());
const about = (findings: readonly Finding[], check: string) => findings.filter((finding) => finding.check === check).map(({ state, found }) => `${state}: ${found}`);
const fails = (findings: readonly Finding[]) => findings.filter(({ state }) => state === 'fail').map(({ check, found }) => `${check}: ${found}`);

/** For a process of its own. */
const environment = (change: Settings): NodeJS.ProcessEnv => Object.assign({ NODE_ENV: 'production' as const }, settings, change);

async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const worker = new Client({ connectionString: jobs.url, application_name: WORKER_SESSION });
  await worker.connect();
  return work().finally(() => worker.end());
}

test('a rehearsal beside the emulator fails in nothing, and says what it is', async () => {
  const findings = await withWorker(() => look());
  expect(fails(findings)).toEqual([]);
  expect(about(findings, 'API')).toEqual(['ok: Razorpay answers with these keys.']);
  expect(about(findings, 'Clock')).toEqual(['ok: This server’s clock agrees with Razorpay’s.']);
  expect(about(findings, 'API key')).toEqual([`warn: Keys of an emulator at ${emulator.origin}; no money moves.`]);
  expect(about(findings, 'Worker')).toEqual(['ok: One is alive.']);
  expect(about(findings, 'First admin')).toEqual(['warn: Nobody can open the desk.']);
  expect(about(findings, 'Public address')).toEqual(['warn: http://localhost:3000 is not https.']);
  expect(findings.every(({ state, mend }) => (state === 'ok') === (mend === null))).toBe(true);
});

test('no secret and no whole account number is said', async () => {
  const said = JSON.stringify([await look(), await look({ RAZORPAY_KEY_SECRET: 'wrong', DATABASE_URL: `mysql://root:hush@${NOWHERE}/x` })]);
  for (const secret of [...Object.values(SECRETS), settings.SESSION_SECRET!, settings.BANK_DATA_KEYS!, settings.RAZORPAYX_ACCOUNT_NUMBER!, 'hush']) expect(said).not.toContain(secret);
});

describe('each wrong setting has its finding', () => {
  test.each<[string, Settings, string, RegExp]>([
    ['a missing key', { RAZORPAY_KEY_ID: undefined }, 'Environment', /^fail: RAZORPAY_KEY_ID is not set/],
    ['an unreadable key', { RAZORPAY_KEY_ID: 'rzp_live_short' }, 'Environment', /^fail: RAZORPAY_KEY_ID: /],
    ['a wrong key secret', { RAZORPAY_KEY_SECRET: 'wrong' }, 'API', /^fail: Razorpay does not know these keys/],
    ['an API out of reach', { RAZORPAY_API_ORIGIN: `http://${NOWHERE}` }, 'API', /^fail: http:\/\/127\.0\.0\.1:9 does not answer/],
    ['another account', { RAZORPAYX_ACCOUNT_NUMBER: '2323230000009999' }, 'Account', /^fail: RazorpayX has no account …9999/],
    ['half a pair of RazorpayX’s', { RAZORPAYX_KEY_ID: KEY_ID }, 'Account', /^fail: Only one of/],
    ['one secret for both webhooks', { RAZORPAYX_WEBHOOK_SECRET: SECRETS.pg }, 'Secret of RazorpayX', /^fail: .* is the same as RAZORPAY_WEBHOOK_SECRET/],
    ['the key secret as webhook secret', { RAZORPAY_WEBHOOK_SECRET: SECRETS.key }, 'Secret of pay-in', /^fail: .* is the same as RAZORPAY_KEY_SECRET/],
    ['a short webhook secret', { RAZORPAY_WEBHOOK_SECRET: 'secret' }, 'Secret of pay-in', /^fail: .* fewer than 24/],
    ['a live key for an emulator', { RAZORPAY_KEY_ID: 'rzp_live_Emulator000001' }, 'API key', /^fail: .*a live key must not be sent to/],
    ['a database out of reach', { DATABASE_URL: `mysql://onevisit:onevisit@${NOWHERE}/onevisit` }, 'Database', /^fail: It does not answer \(ECONNREFUSED\)/],
    ['a queue out of reach', { JOBS_DATABASE_URL: `postgres://onevisit:onevisit@${NOWHERE}/jobs` }, 'Queue', /^fail: PostgreSQL does not answer \(ECONNREFUSED\)/],
    ['no worker', {}, 'Worker', /^fail: None is alive/],
    ['a mail server out of reach', { SMTP_URL: `smtp://${NOWHERE}` }, 'Mail', /^fail: The mail server does not answer/],
    ['a sender that is none', { MAIL_FROM: 'OneVisit' }, 'Mail', /^fail: MAIL_FROM holds no/],
    ['bank keys that are none', { BANK_DATA_KEYS: 'a:short' }, 'Bank data', /^fail: BANK_DATA_KEYS cannot be used/],
    ['a port of its own', { PUBLIC_ORIGIN: 'https://onevisit.example:8443' }, 'Public address', /^warn: .* port 8443/],
    ['an address inside', { PUBLIC_ORIGIN: 'https://10.1.2.3' }, 'Public address', /^warn: .* not reachable from outside/],
  ])('%s', async (_, change, check, finding) => {
    expect(about(await look(change), check)).toContainEqual(expect.stringMatching(finding));
  });
});

test('against Razorpay itself, keys must fit the place, and a private address fails', async () => {
  const real = { ...settings, RAZORPAY_API_ORIGIN: undefined };
  const told = (change: Settings) => checkKeys({ ...real, ...change }).map(({ state }) => state);
  expect(told({})).toEqual(['fail']);
  expect(told({ RAZORPAY_MODE: 'test' })).toEqual(['warn']);
  expect(told({ RAZORPAY_KEY_ID: 'rzp_live_Emulator000001' })).toEqual(['ok']);
  expect(told({ RAZORPAY_KEY_ID: 'rzp_live_Emulator000001', RAZORPAY_MODE: 'test' })).toEqual(['fail']);
  expect(told({ NODE_ENV: 'development' })).toEqual(['warn']);
  const { checkPublicOrigin } = await import('./check-public-origin.ts');
  for (const origin of ['http://onevisit.in', 'https://localhost', 'https://192.168.1.4', 'https://my-razorpay.example']) {
    expect((await checkPublicOrigin({ PUBLIC_ORIGIN: origin })).map(({ state }) => state)).toEqual(['fail']);
  }
});

test('test keys in production: web and worker do not start, a rehearsal says so', async () => {
  const start = (change: Record<string, string>) => {
    const env = environment({ RAZORPAY_API_ORIGIN: 'https://api.razorpay.com', ...change });
    return promisify(execFile)(process.execPath, ['--input-type=module', '-e', "const { env } = await import('#app/env.server.ts'); console.info(env().RAZORPAY_MODE)"], { env }).catch((error: { stderr: string }) => error);
  };
  expect((await start({})).stderr).toContain('RAZORPAY_KEY_ID: a test key takes no money');
  expect(await start({ RAZORPAY_MODE: 'test' })).toMatchObject({ stdout: 'test\n' });
});

describe('clocks and answers of Razorpay’s', () => {
  let server: Server;
  let answer = { status: 200, body: { items: [] } as unknown, secondsOff: 0 };
  beforeAll(async () => {
    server = createServer((_, res) => {
      res.writeHead(answer.status, { 'Content-Type': 'application/json', Date: new Date(Date.now() + answer.secondsOff * 1_000).toUTCString() }).end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  });
  afterAll(() => server.close());
  const ask = async (given: Partial<typeof answer>) => {
    answer = { status: 200, body: { items: [] }, secondsOff: 0, ...given };
    const { checkApi } = await import('./check-api.ts');
    return checkApi({ ...settings, RAZORPAY_API_ORIGIN: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  };

  test.each([[0, 'ok'], [-12, 'warn'], [12, 'warn'], [-90, 'fail'], [90, 'fail']] as const)('%d seconds apart', async (secondsOff, state) => {
    expect((await ask({ secondsOff })).find(({ check }) => check === 'Clock')?.state).toBe(state);
  });

  test('an address that is not allowed, and a bad day', async () => {
    const [blocked] = await ask({ status: 400, body: { error: { description: 'Access Denied' } } });
    expect(blocked).toMatchObject({ state: 'fail', mend: expect.stringContaining('allow-list') });
    expect((await ask({ status: 502, body: 'bad gateway' }))[0]).toMatchObject({ state: 'fail', found: 'Razorpay answers 502.' });
  });
});

test('an unmigrated database, a foreign character set and a lost key', async () => {
  await database.db.deleteFrom('schema_migration').where('name', '=', '0012-audit-search').execute();
  expect(about(await look(), 'Migrations')).toEqual(['fail: 0012-audit-search has not run.']);
  await database.db.insertInto('schema_migration').values({ name: '0012-audit-search', applied_at: new Date() }).execute();

  const name = new URL(database.url).pathname.slice(1);
  await sql.raw(`ALTER DATABASE ${name} CHARACTER SET latin1`).execute(database.db);
  expect(about(await look(), 'Database')).toContain('fail: Its character set is latin1.');
  await sql.raw(`ALTER DATABASE ${name} CHARACTER SET utf8mb4`).execute(database.db);

  await database.db.connection().execute(async (one) => {
    await sql`SET FOREIGN_KEY_CHECKS = 0`.execute(one);
    await sql`INSERT INTO payout_account (id, provider_id, kind, holder_name, bank_name, number_sealed, shown_as, fingerprint, status, tries, created_at)
      VALUES (${newId()}, ${newId()}, 'bank', 'A', 'B', 'gone.a.b.c', '…1', 'f', 'verified', 0, now())`.execute(one);
    await sql`SET FOREIGN_KEY_CHECKS = 1`.execute(one);
  });
  expect(about(await look(), 'Bank data')).toEqual(['fail: Accounts are sealed with a key that is not given: gone.']);
  await database.db.deleteFrom('payout_account').execute();
});

test('events that came are evidence, and silence is told', async () => {
  expect(about(await look(), 'Last event of Pay-in')).toEqual(['warn: None has come yet.']);
  const event = { id: newId(), gateway_event_id: 'e1', name: 'payment.captured', gateway_order_id: null, gateway_payment_id: null, raw_body: '{}', state: 'applied' as const, error: null, deliveries: 1, settled_at: null, channel: 'pg' as const, gateway_subject_id: null };
  await database.db.insertInto('webhook_event').values({ ...event, received_at: new Date(Date.now() - 60_000) }).execute();
  expect(about(await look(), 'Last event of Pay-in')).toEqual([expect.stringMatching(/^ok: payment\.captured came .* signed rightly\.$/)]);
  await database.db.updateTable('webhook_event').set({ received_at: new Date(Date.now() - 26 * 3_600_000) }).execute();
  expect(about(await look(), 'Last event of Pay-in')).toEqual([expect.stringMatching(/^warn: payment\.captured came/)]);
});

test('the command ends with 1 where something fails, and with 0 where nothing does', async () => {
  const run = (change: Settings) => promisify(execFile)(process.execPath, ['jobs/preflight.ts'], { env: { ...ownClock(), ...environment(change) } }).then(({ stdout }) => ({ code: 0, stdout }), ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }));
  expect(await withWorker(() => run({}))).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n0 fail, \d+ warn, 2 to look at by hand, \d+ ok\n$/) });
  expect(await run({ SMTP_URL: `smtp://${NOWHERE}` })).toMatchObject({ code: 1, stdout: expect.stringContaining('FAIL  Mail') });
});
