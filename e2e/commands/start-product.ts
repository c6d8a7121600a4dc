import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS_FILE } from '#db/exports/running-demo.ts';
import { ALREADY_SEEDED } from '#db/seed.ts';
import { startMysql } from '#db/servers/mysql.ts';
import { findFreePorts, isPortFree } from '#db/servers/ports.ts';
import { startPostgres } from '#db/servers/postgres.ts';
import type { RunningServer } from '#db/servers/server-process.ts';
import { createEmulatorAdmin } from '../razorpay-emulator/admin-client.ts';
import { importSeededPayees } from './import-seeded-payees.ts';
import { importSeededPayments } from './import-seeded-payments.ts';
import { clockOffsetMs } from '../clock/move-clock.ts';
import { buildApp } from './build-app.ts';
import { isFirstMonthUnfinished, liveFirstMonth } from './first-month.ts';
import { runNode, startNodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';
import { step } from './progress.ts';
import { STOP_FIRST } from './shutdown.ts';
import type { Shutdown } from './shutdown.ts';

export interface ProductOptions {
  /** World: its folder is `.data/<name>`. */
  name: 'demo' | 'dev' | 'browser' | 'bench';
  webPort: number;
  /** Databases, emulator and mailbox take the next free ports from here. */
  servicePortsFrom: number;
  fresh: boolean;
  /** False for tests: the last second before a power cut may be lost. */
  durable: boolean;
  /** A world that is seeded by this start has a month of visits behind it. */
  firstMonth?: boolean;
  shutdown: Shutdown;
}

export interface Product {
  origin: string;
  emulatorOrigin: string;
  mailboxOrigin: string;
  /** What web and worker were started with. */
  env: Record<string, string>;
  /** Settles with a sentence when any part ends unasked. */
  died: Promise<string>;
}

/** Databases, emulator and mailbox: all that stands around the product, without the product. */
export interface Surroundings {
  folder: string;
  publicOrigin: string;
  emulatorOrigin: string;
  mailboxOrigin: string;
  env: Record<string, string>;
  /** Whether this start has seeded it. */
  isNew: boolean;
  deaths: Promise<string>[];
}

const RAZORPAY = { keyId: 'rzp_test_OneVisitLocal1', keySecret: 'local-key-secret-of-the-emulator', webhookSecret: 'local-webhook-secret-of-the-emulator' };
const RAZORPAYX = { accountNumber: '2323230000000001', webhookSecret: 'local-webhook-secret-of-the-emulators-x' };

export function folderOf(name: ProductOptions['name'] | 'test'): string {
  return join(process.cwd(), '.data', name);
}

export async function requireFreePort(port: number): Promise<void> {
  const free = (await isPortFree(port)) && (await isPortFree(port, '::').catch(() => true));
  if (!free) throw new Error(`Port ${port} is taken. Free it, or choose another: PORT=${port + 1} npm run demo`);
}

/** Everything, as a customer would run it: production build, web server, worker. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const building = step('Build', buildApp, ({ reused }) => (reused ? 'nothing changed since the last one' : ''));
  building.catch(() => {});
  const surroundings = await startSurroundings(options);
  // Before the worker, which would judge the past by today's clock, and beside the build, which takes as long.
  if (options.firstMonth && surroundings.isNew) await step('History', () => liveFirstMonth({ ...surroundings, shutdown: options.shutdown }), (lived) => lived);
  const { directory } = await building;
  const env = { ...surroundings.env, NODE_ENV: 'production', BUILD_DIR: directory };
  const start = (name: string, command: string[], readyWhen: RegExp) =>
    step(name, () => track(options.shutdown, STOP_FIRST.app, startNodeProcess({ name, folder: surroundings.folder, command, env, readyWhen })));
  const processes = await allOrFirstError([start('web', ['app/server.ts'], /"msg":"web ready/), start('worker', ['jobs/worker.ts'], /ready|looking for jobs/i)]);
  const died = Promise.race([...surroundings.deaths, ...processes.map((started) => started.died)]);
  return { origin: surroundings.publicOrigin, emulatorOrigin: surroundings.emulatorOrigin, mailboxOrigin: surroundings.mailboxOrigin, env, died };
}

/** Migrated and seeded databases, the Razorpay emulator knowing our webhook address, and the mailbox. */
export async function startSurroundings(options: ProductOptions): Promise<Surroundings> {
  const { shutdown, durable, name } = options;
  const folder = folderOf(name);
  // A database of somebody else's is emptied only when told to.
  const fresh = options.fresh || (isFirstMonthUnfinished(folder) && !process.env.DATABASE_URL);
  if (fresh) for (const part of ['emulator', 'mailbox']) rmSync(join(folder, part), { recursive: true, force: true });
  const [mysqlPort = 0, postgresPort = 0, emulatorPort = 0, mailboxPort = 0, smtpPort = 0] = await findFreePorts(5, options.servicePortsFrom);
  const publicOrigin = `http://localhost:${options.webPort}`;
  const database = (kind: 'mysql' | 'postgres', port: number) => ({ directory: join(folder, kind), name, port, fresh, durable, clockOffsetMs: clockOffsetMs() });

  const [mysql, postgres, emulator, mailbox] = await allOrFirstError([
    step('MySQL', () => track(shutdown, STOP_FIRST.databases, startMysql(database('mysql', mysqlPort))), describe),
    step('PostgreSQL', () => track(shutdown, STOP_FIRST.databases, startPostgres(database('postgres', postgresPort))), describe),
    step('Razorpay', () => track(shutdown, STOP_FIRST.standIns, startEmulator(folder, emulatorPort)), () => `emulator at localhost:${emulatorPort}`),
    step('Mailbox', () => track(shutdown, STOP_FIRST.standIns, startMailbox(folder, mailboxPort, smtpPort)), () => `at localhost:${mailboxPort}`),
  ]);
  const emulatorOrigin = `http://localhost:${emulatorPort}`;
  const mailboxOrigin = `http://localhost:${mailboxPort}`;
  const env = {
    DATABASE_URL: mysql.url,
    JOBS_DATABASE_URL: postgres.url,
    PORT: String(options.webPort),
    PUBLIC_ORIGIN: publicOrigin,
    SESSION_SECRET: keptSecret(folder, 'session-secret', 'hex'),
    RAZORPAY_API_ORIGIN: emulatorOrigin,
    RAZORPAY_CHECKOUT_ORIGIN: emulatorOrigin,
    RAZORPAY_KEY_ID: RAZORPAY.keyId,
    RAZORPAY_KEY_SECRET: RAZORPAY.keySecret,
    RAZORPAY_WEBHOOK_SECRET: RAZORPAY.webhookSecret,
    RAZORPAYX_ACCOUNT_NUMBER: RAZORPAYX.accountNumber,
    RAZORPAYX_WEBHOOK_SECRET: RAZORPAYX.webhookSecret,
    BANK_DATA_KEYS: `local:${keptSecret(folder, 'bank-data-key', 'base64')}`,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'OneVisit <hello@onevisit.example>',
    MAILBOX_URL: mailboxOrigin,
  };
  await step('Migrations', () => runNode(['db/migrate.ts'], env));
  const seeded = await step('Seed', () => runNode(['db/seed.ts', ...(fresh ? ['--fresh'] : [])], env));
  // Before the money: the load is an event too, and our books want to hear of it.
  await step('Webhooks', () => registerWebhooks(emulatorOrigin, publicOrigin), () => `${publicOrigin}/webhooks/razorpay and /webhooks/razorpayx`);
  await step('Payments', () => importSeededPayments(mysql.url, emulatorOrigin), (imported) => `${imported} of the seed made known to the emulator`);
  await step('Payees', () => importSeededPayees(mysql.url, env.BANK_DATA_KEYS, emulatorOrigin), (imported) => `${imported} accounts of the seed made known to the emulator`);
  await shutdown.add(STOP_FIRST.app, leaveSettings(folder, env));
  return { folder, publicOrigin, emulatorOrigin, mailboxOrigin, env, isNew: !seeded.includes(ALREADY_SEEDED), deaths: [mysql.died, postgres.died, emulator.died, mailbox.died] };
}

function startEmulator(folder: string, port: number): Promise<NodeProcess> {
  const keys = ['--key-id', RAZORPAY.keyId, '--key-secret', RAZORPAY.keySecret];
  const command = ['e2e/razorpay-emulator/main.ts', '--port', String(port), '--state', join(folder, 'emulator'), ...keys];
  return startNodeProcess({ name: 'emulator', folder, command, env: {}, readyWhen: /Razorpay emulator ready/ });
}

function startMailbox(folder: string, httpPort: number, smtpPort: number): Promise<NodeProcess> {
  const ports = ['--smtp-port', String(smtpPort), '--http-port', String(httpPort)];
  const command = ['e2e/mailbox/main.ts', ...ports, '--dir', join(folder, 'mailbox')];
  return startNodeProcess({ name: 'mailbox', folder, command, env: {}, readyWhen: /Mailbox ready/ });
}

function describe(server: RunningServer): string {
  return `${server.description} at ${new URL(server.url).host}`;
}

async function registerWebhooks(emulatorOrigin: string, publicOrigin: string): Promise<void> {
  const admin = createEmulatorAdmin(emulatorOrigin);
  await admin.setWebhook({ url: `${publicOrigin}/webhooks/razorpay`, secret: RAZORPAY.webhookSecret });
  await admin.setWebhook({ kind: 'x', url: `${publicOrigin}/webhooks/razorpayx`, secret: RAZORPAYX.webhookSecret });
}

/** Where commands in a second terminal find what runs here; gone when it stops. Returns the way to take it back. */
function leaveSettings(folder: string, env: Surroundings['env']): () => Promise<void> {
  const file = join(folder, SETTINGS_FILE);
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(env), { mode: 0o600 });
  return async () => rmSync(file, { force: true });
}

/** Kept, so that people stay signed in, and bank data can be read, over a restart. */
function keptSecret(folder: string, name: string, encoding: 'hex' | 'base64'): string {
  const file = join(folder, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString(encoding), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

async function track<T extends { stop(): Promise<void> }>(shutdown: Shutdown, phase: (typeof STOP_FIRST)[keyof typeof STOP_FIRST], starting: Promise<T>): Promise<T> {
  const started = await starting;
  await shutdown.add(phase, started.stop);
  return started;
}

/** Waits for the others before failing, so that whatever came up is known to the shutdown. */
async function allOrFirstError<T extends Promise<unknown>[]>(work: [...T]): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work) as Promise<{ [K in keyof T]: Awaited<T[K]> }>;
}
