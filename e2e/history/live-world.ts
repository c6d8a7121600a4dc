import { createGateway } from '#app/razorpay/gateway.server.ts';
import type { World } from '#app/use-cases/confirm-payment.server.ts';
import { openDatabase, type Database } from '#db/client.ts';
import { LOGINS } from '#db/demo-logins.ts';
import type { DemoSettings } from '#db/exports/running-demo.ts';
import { createEmulatorAdmin } from '../razorpay-emulator/admin-client.ts';
import { answeredOutbox } from './answered-outbox.ts';
import { takeIntoThePast, type EmulatorInThePast } from './emulator-in-the-past.ts';

/** Where stories are lived: the product's own database and gateway, and the emulator's steering wheel. */
export interface LiveWorld extends World {
  readonly emulator: EmulatorInThePast;
  readonly adminIds: readonly [string, string];
  /** The account of each provider that has one, by provider. */
  readonly loginOf: ReadonlyMap<string, string>;
  /** Every visit that was held here, paid or not. */
  readonly masterBookingIds: Set<string>;
  close(): Promise<void>;
}

const CONNECTIONS = 10;

export async function openLiveWorld(settings: DemoSettings): Promise<LiveWorld> {
  const plain = openDatabase(settings.DATABASE_URL, { connections: CONNECTIONS });
  const accounts = await plain.selectFrom('account').select(['id', 'email', 'role', 'provider_id']).where('role', '!=', 'patient').execute();
  const idOf = (email: string) => accounts.find((account) => account.email === email)?.id;
  const [kavita, rohan] = [idOf(LOGINS.kavita.email), idOf(LOGINS.rohan.email)];
  if (!kavita || !rohan) {
    await plain.destroy();
    throw new Error('This database is not the seeded world: run `npm run seed` on it first.');
  }
  const emulator = await takeIntoThePast(createEmulatorAdmin(settings.RAZORPAY_API_ORIGIN));
  return {
    db: plain.withPlugin(answeredOutbox) as Database,
    gateway: createGateway(settings),
    emulator,
    adminIds: [kavita, rohan],
    loginOf: new Map(accounts.flatMap((account) => (account.provider_id === null ? [] : [[account.provider_id, account.id]]))),
    masterBookingIds: new Set(),
    close: () => emulator.comeBack().finally(() => plain.destroy()),
  };
}
