import { sql } from 'kysely';
import { createGateway } from '#app/razorpay/gateway.server.ts';
import { createPayoutGateway } from '#app/razorpay/payout-gateway.server.ts';
import type { PayoutWorld } from '#app/use-cases/call-razorpayx.server.ts';
import type { World } from '#app/use-cases/confirm-payment.server.ts';
import { openDatabase, type Database } from '#db/client.ts';
import { LOGINS } from '#db/demo-logins.ts';
import type { DemoSettings } from '#db/exports/running-demo.ts';
import type { PayeeWorld } from '#app/use-cases/register-payee.server.ts';
import { createSeal } from '#db/sealed-text.ts';
import { createEmulatorAdmin } from '../razorpay-emulator/admin-client.ts';
import { answerOutbox } from './answered-outbox.ts';
import { takeIntoThePast, type EmulatorInThePast } from './emulator-in-the-past.ts';
import { holdWorker } from './hold-worker.ts';
import type { FailureReason } from '../razorpay-emulator/x/status-reasons.ts';

/** Where stories are lived: the product's own database and gateways, and the emulator's steering wheel. */
export interface LiveWorld extends World, PayoutWorld, PayeeWorld {
  /** The same database; what is left in the outbox through it is the worker's. */
  readonly today: Database;
  readonly emulator: EmulatorInThePast;
  readonly adminIds: readonly [string, string];
  /** Every visit that was held here, paid or not. */
  readonly masterBookingIds: Set<string>;
  /** Payouts that a bank will send back, by our id. */
  readonly comingBack: Map<string, { readonly at: Date; readonly reason: FailureReason }>;
  /** Clawbacks that the desk has given up. */
  readonly wroteOff: Set<string>;
  close(): Promise<void>;
}

const CONNECTIONS = 10;

export async function openLiveWorld(settings: DemoSettings): Promise<LiveWorld> {
  const release = await takeHistoryLock(settings.DATABASE_URL);
  const plain = openDatabase(settings.DATABASE_URL, { connections: CONNECTIONS });
  const accounts = await plain.selectFrom('account').select(['id', 'email']).where('role', '=', 'admin').execute();
  const idOf = (email: string) => accounts.find((account) => account.email === email)?.id;
  const [kavita, rohan] = [idOf(LOGINS.kavita.email), idOf(LOGINS.rohan.email)];
  if (!kavita || !rohan) {
    await Promise.all([plain.destroy(), release()]);
    throw new Error('This database is not the seeded world: run `npm run seed` on it first.');
  }
  const letGo = await holdWorker(plain);
  const emulator = await takeIntoThePast(createEmulatorAdmin(settings.RAZORPAY_API_ORIGIN));
  return {
    db: plain.withPlugin(answerOutbox()) as Database,
    today: plain,
    gateway: createGateway(settings),
    payoutGateway: createPayoutGateway(settings),
    seal: createSeal(settings.BANK_DATA_KEYS),
    emulator,
    adminIds: [kavita, rohan],
    masterBookingIds: new Set(),
    comingBack: new Map(),
    wroteOff: new Set(),
    close: () => emulator.comeBack().finally(letGo).finally(() => Promise.all([plain.destroy(), release()])),
  };
}

/**
 * Two histories at once would pull the emulator's clock to and fro and give its webhooks back too early. The database
 * keeps the lock for as long as this connection lives, so that a killed run leaves none behind.
 */
async function takeHistoryLock(databaseUrl: string): Promise<() => Promise<void>> {
  const holder = openDatabase(databaseUrl, { connections: 1 });
  const { rows } = await sql<{ taken: number | null }>`SELECT GET_LOCK('onevisit_history', 0) AS taken`.execute(holder);
  if (rows[0]?.taken === 1) return () => holder.destroy();
  await holder.destroy();
  throw new Error('Another `npm run seed:history` is filling this demo. Wait until it has ended.');
}
