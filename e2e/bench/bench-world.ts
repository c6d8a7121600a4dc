import type { Pool } from 'mysql2/promise';
import { openDatabase, type Database } from '#db/client.ts';
import { migrateBusiness } from '#db/migrate.ts';
import { seedWorld } from '#db/seed.ts';
import { recreateMysqlDatabase } from '#db/servers/mysql.ts';
import { buildApp } from '../commands/build-app.ts';
import { startNodeProcess, type NodeProcess } from '../commands/node-process.ts';
import { step } from '../commands/progress.ts';
import { STOP_FIRST, type Shutdown } from '../commands/shutdown.ts';
import { startSurroundings, type Surroundings } from '../commands/start-product.ts';
import { openBarePool } from './bare-booking.ts';
import { addPairs } from './bench-catalogue.ts';
import { createVisitSource, type VisitSource } from './visits-to-book.ts';

/** A database with calendars enough for every booking, beside the seeded one that pages are measured on. */
export interface BookingDatabase {
  readonly url: string;
  readonly db: Database;
  readonly pool: Pool;
  readonly visits: VisitSource;
}

export interface BenchWorld {
  readonly rounds: number;
  /** Length of one side of one round. */
  readonly seconds: number;
  readonly surroundings: Surroundings;
  readonly bookings: BookingDatabase;
  /** The production build as a process of its own on the database at `databaseUrl`; only one at a time. */
  startWeb(databaseUrl: string): Promise<NodeProcess>;
  startWorker(): Promise<NodeProcess>;
  /** The yardstick over HTTP: `bare-server.ts` on its own port. */
  startBareServer(): Promise<NodeProcess & { readonly origin: string }>;
}

export interface BenchOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly webPort: number;
  readonly barePort: number;
  readonly servicePortsFrom: number;
  readonly shutdown: Shutdown;
}

const BOOKING_DATABASE = 'onevisit_bench';
const ANY_HASH = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
export const WORLD_NAME = 'bench';

/** Servers at their default durability; processes of the product start when a measure asks for them. */
export async function openBenchWorld(options: BenchOptions): Promise<BenchWorld> {
  const { rounds, seconds, webPort, barePort, servicePortsFrom, shutdown } = options;
  const surroundings = await startSurroundings({ name: WORLD_NAME, webPort, servicePortsFrom, fresh: true, durable: true, shutdown });
  Object.assign(process.env, surroundings.env);
  const bookings = await step('Calendars', () => openBookingDatabase(surroundings.env.DATABASE_URL!));
  await shutdown.add(STOP_FIRST.app, async () => {
    await Promise.all([bookings.db.destroy(), bookings.pool.end()]);
  });

  const start = async (name: string, command: string[], env: Record<string, string>, readyWhen: RegExp) => {
    const started = await startNodeProcess({ name, folder: surroundings.folder, command, env: { ...surroundings.env, NODE_ENV: 'production', ...env }, readyWhen });
    await shutdown.add(STOP_FIRST.app, started.stop);
    return started;
  };
  return {
    rounds,
    seconds,
    surroundings,
    bookings,
    startWeb: async (databaseUrl) => {
      const { directory } = await step('Build', buildApp, ({ reused }) => (reused ? 'nothing changed since the last one' : ''));
      return start('web', ['app/server.ts'], { DATABASE_URL: databaseUrl, BUILD_DIR: directory }, /"msg":"web ready/);
    },
    startWorker: () => start('worker', ['jobs/worker.ts'], {}, /worker ready/),
    startBareServer: async () => {
      const server = await start('bare-server', ['e2e/bench/bare-server.ts'], { DATABASE_URL: bookings.url, PORT: String(barePort) }, /bare server ready/);
      return { ...server, origin: `http://127.0.0.1:${barePort}` };
    },
  };
}

async function openBookingDatabase(serverUrl: string): Promise<BookingDatabase> {
  const url = await recreateMysqlDatabase(serverUrl, BOOKING_DATABASE);
  const db = openDatabase(url);
  const now = new Date();
  await migrateBusiness(db);
  const seeded = await seedWorld(db, now, { pastBookings: false, passwordHash: ANY_HASH });
  const visits = createVisitSource(db, await addPairs(db, seeded), now);
  return { url, db, pool: openBarePool(url), visits };
}
