import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { openSession } from '#app/auth/session.server.ts';
import { findFreePorts } from '#db/servers/ports.ts';
import { buildApp } from '../commands/build-app.ts';
import { startWeb, startWorker, type AppProcess } from './app-processes.ts';
import { openCuttableLine, type CuttableLine } from './cuttable-line.ts';
import { createJobsDatabase, type JobsDatabase } from './jobs-database.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { BANK_DATA_KEYS, KEY_ID, KEY_SECRET, openWorld, X_ACCOUNT_NUMBER, type TroubleWorld, type Wish } from './open-world.ts';

/** Test files run side by side: each looks for free ports in a row of its own, the browser's after vitest's. */
const PORTS_FROM = 21_400 + 20 * Number(process.env.VITEST_POOL_ID ?? 40 + Number(process.env.TEST_PARALLEL_INDEX ?? 0));
const WEBHOOK_SECRET = 'webhook-secret-of-the-process-tests';
const X_WEBHOOK_SECRET = 'x-webhook-secret-of-the-process-tests';
const SEE_OTHER = 303;

/** A patient who has filled a basket and is about to press "Hold and pay". */
export interface Booker {
  readonly patientId: string;
  readonly cookie: string;
}

/** The world with the product's own two programs around it, as they run in production. */
export interface ProcessWorld extends TroubleWorld {
  readonly jobs: JobsDatabase;
  readonly mail: MailServer;
  /** The queue's database as the programs reach it. */
  readonly queueLine: CuttableLine;
  /** `index` 0 or 1: each has its own port, which its successor takes again. */
  startWeb(index?: number): Promise<AppProcess>;
  startWorker(): Promise<AppProcess>;
  /** Where the emulator sends its events: to every web named here, each event to each. */
  sendWebhooksTo(...webs: AppProcess[]): Promise<void>;
  booker(wishes: readonly Wish[]): Promise<Booker>;
  /** A form posted from our own page by that patient; answers where it leads. */
  post(web: AppProcess, path: string, fields: Record<string, string>, booker: Booker): Promise<string>;
  /** Checkout's form, posted from Razorpay's page. */
  comeBack(web: AppProcess, paid: object): Promise<string>;
}

/** `now` is the seeded world's; the programs live by the real clock. */
export async function openProcessWorld(now = new Date()): Promise<ProcessWorld> {
  const [world, jobs, build, ports] = await Promise.all([openWorld(now), createJobsDatabase(), buildApp(), findFreePorts(4, PORTS_FROM)]);
  await world.emulator.admin.setClock({ freeze: false });
  const [smtpPort = 0, linePort = 0, ...webPorts] = ports;
  const folder = mkdtempSync(join(tmpdir(), 'onevisit-processes-'));
  const [mail, queueLine] = await Promise.all([startMailServer(smtpPort), openCuttableLine(jobs.url, linePort)]);
  const publicOrigin = `http://localhost:${webPorts[0]}`;
  const env = {
    NODE_ENV: 'production',
    BUILD_DIR: resolve(build.directory),
    DATABASE_URL: process.env.DATABASE_URL!,
    JOBS_DATABASE_URL: queueLine.url,
    PUBLIC_ORIGIN: publicOrigin,
    SESSION_SECRET: 'only-for-tests-0123456789-0123456789',
    RAZORPAY_API_ORIGIN: world.emulator.origin,
    RAZORPAY_CHECKOUT_ORIGIN: world.emulator.origin,
    RAZORPAY_KEY_ID: KEY_ID,
    RAZORPAY_KEY_SECRET: KEY_SECRET,
    RAZORPAY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    RAZORPAYX_ACCOUNT_NUMBER: X_ACCOUNT_NUMBER,
    RAZORPAYX_WEBHOOK_SECRET: X_WEBHOOK_SECRET,
    BANK_DATA_KEYS,
    SMTP_URL: mail.url,
    MAIL_FROM: 'OneVisit <care@onevisit.example>',
  };
  // The cookies are made here, by the code and with the secret of the programs.
  Object.assign(process.env, env);
  const started = new Set<AppProcess>();
  const remember = async (starting: Promise<AppProcess>) => {
    const one = await starting;
    started.add(one);
    return one;
  };
  return {
    ...world, jobs, mail, queueLine,
    startWeb: (index = 0) => remember(startWeb(env, folder, webPorts[index]!)),
    startWorker: () => remember(startWorker(env, folder)),
    sendWebhooksTo: async (...webs) => {
      const { endpoints } = await world.emulator.admin.state(1);
      for (const endpoint of endpoints) await world.emulator.admin.removeWebhook(endpoint.id);
      for (const web of webs) {
        await world.emulator.admin.setWebhook({ url: `${web.origin}/webhooks/razorpay`, secret: WEBHOOK_SECRET });
        await world.emulator.admin.setWebhook({ kind: 'x', url: `${web.origin}/webhooks/razorpayx`, secret: X_WEBHOOK_SECRET });
      }
    },
    booker: (wishes) => makeBooker(world, wishes),
    post: (web, path, fields, booker) => postForm(web.origin + path, fields, asOurPage(publicOrigin, booker)),
    comeBack: (web, paid) => postForm(`${web.origin}/payments/razorpay/callback`, checkoutFields(paid), { Origin: world.emulator.origin }),
    close: async () => {
      await Promise.all([...started].filter((one) => one.running).map((one) => one.stop()));
      queueLine.stop();
      await Promise.all([mail.stop(), jobs.drop(), world.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a load balancer passes on: whichever web answers, the browser only knows the one address. */
function asOurPage(publicOrigin: string, { cookie }: Booker): Record<string, string> {
  return { Origin: publicOrigin, 'X-Forwarded-Host': new URL(publicOrigin).host, Cookie: cookie };
}

async function makeBooker(world: TroubleWorld, wishes: readonly Wish[]): Promise<Booker> {
  const patientId = await world.patient();
  const basketId = await world.basket(patientId, wishes);
  const account = { id: patientId, role: 'patient' as const, name: 'Test Patient' };
  const cookies = await Promise.all([
    openSession(world.db, { account, userAgent: 'a test', now: new Date() }),
    writeBasketCookie({ id: basketId, count: wishes.length }),
  ]);
  return { patientId, cookie: cookies.map((line) => line.split(';')[0]).join('; ') };
}

function checkoutFields(paid: object): Record<string, string> {
  return Object.fromEntries(Object.entries(paid).filter(([name]) => name.startsWith('razorpay_')));
}

async function postForm(url: string, fields: Record<string, string>, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });
  const text = await answer.text();
  if (answer.status !== SEE_OTHER) throw new Error(`POST ${url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return answer.headers.get('Location') ?? '';
}
