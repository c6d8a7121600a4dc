import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase, type Database } from './client.ts';
import { DEMO_PASSWORD, LOGINS } from './demo-logins.ts';
import { hashPassword } from './password-hash.ts';
import { createSeal, type Seal } from './sealed-text.ts';
import { emptyTables } from './seed/empty-tables.ts';
import { PATIENTS } from './seed/patients.ts';
import { seedCatalogue } from './seed/seed-catalogue.ts';
import { seedPastBookings } from './seed/seed-past-bookings.ts';
import { seedPeople } from './seed/seed-people.ts';
import { seedProviders } from './seed/seed-providers.ts';
import type { SeededWorld } from './seed/world.ts';
import { inTransaction } from './transaction.ts';

export interface SeedOptions {
  /** Visits of the last 30 and the next 10 days; on unless told otherwise. */
  readonly pastBookings?: boolean;
  /** PHC string for every account; made from the demo password when absent. */
  readonly passwordHash?: string;
  /** Seals account numbers and PANs; tests need not say, a database that people use must. */
  readonly seal?: Seal;
}

/** Of tests and nothing else; theirs and the routes' they call are the same. */
export const TEST_BANK_DATA_KEYS = 'test:b25ldmlzaXQtdGVzdC1rZXktMDEyMzQ1Njc4OWFiYyE=';

/** What the command says when there was nothing to do. */
export const ALREADY_SEEDED = 'Already seeded';

function testSeal(): Seal {
  if (process.env.NODE_ENV === 'production') throw new Error('Seeding a production database takes its own BANK_DATA_KEYS');
  return createSeal(TEST_BANK_DATA_KEYS);
}

/** Writes the named world into an empty, migrated database, all or nothing. */
export async function seedWorld(db: Database, now: Date, options: SeedOptions = {}): Promise<SeededWorld> {
  const passwordHash = options.passwordHash ?? (await hashPassword(DEMO_PASSWORD));
  return inTransaction(db, async (trx) => {
    const catalogue = await seedCatalogue(trx, now);
    const providers = await seedProviders(trx, catalogue, options.seal ?? testSeal(), now);
    const world = { ...catalogue, ...providers, ...(await seedPeople(trx, providers, passwordHash, now)) };
    if (options.pastBookings ?? true) await seedPastBookings(trx, world, now);
    return world;
  });
}

/** Whether the seeded accounts are there, and whether others are too. */
async function findAccounts(db: Database): Promise<{ seeded: boolean; others: number }> {
  const emails = (await db.selectFrom('account').select('email').execute()).map(({ email }) => email);
  const own = new Set<string>([...Object.values(LOGINS), ...Object.values(PATIENTS)].map(({ email }) => email));
  const others = emails.filter((email) => !own.has(email)).length;
  return { seeded: emails.includes(LOGINS.kavita.email), others };
}

async function seed(db: Database, seal: Seal, fresh: boolean): Promise<string> {
  const { seeded, others } = await findAccounts(db);
  if (seeded && !fresh) return ALREADY_SEEDED;
  if (process.env.NODE_ENV === 'production' && others > 0) {
    throw new Error(`This production database has accounts that are not the seed's (${others}). Nothing was changed.`);
  }
  if (fresh) {
    await emptyTables(db);
    process.stdout.write('Emptied every table\n');
  }
  const startedMs = performance.now();
  const world = await seedWorld(db, new Date(), { seal });
  const counts = (['cities', 'clinics', 'doctors', 'labs', 'patients'] as const).map((name) => `${Object.keys(world[name]).length} ${name}`);
  return `Seeded ${counts.join(', ')} and their visits in ${Math.round(performance.now() - startedMs)} ms`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  const { DATABASE_URL, BANK_DATA_KEYS } = process.env;
  if (!DATABASE_URL || !BANK_DATA_KEYS) throw new Error('DATABASE_URL and BANK_DATA_KEYS must be set');
  const db = openDatabase(DATABASE_URL, { connections: 2 });
  try {
    process.stdout.write(`${await seed(db, createSeal(BANK_DATA_KEYS), values.fresh)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
