import { sql } from 'kysely';
import { runMigrations as migrateQueue } from 'graphile-worker';
import type { Database } from '#db/client.ts';
import { migrateBusiness } from '#db/migrate.ts';
import { createSeal } from '#db/sealed-text.ts';
import { seedPastBookings } from '#db/seed/seed-past-bookings.ts';
import { mapKeys, type SeededService, type SeededWorld } from '#db/seed/world.ts';
import { seedWorld } from '#db/seed.ts';
import { inTransaction } from '#db/transaction.ts';
import type { PageIds } from '../fixtures-pages.ts';
import { coarsenCatalogue, coarsenStories } from './coarsen.ts';
import { findIds } from './find-ids.ts';
import { putBooks } from './put-books.ts';
import { putCancellations } from './put-cancellations.ts';
import { putCrowd } from './put-crowd.ts';
import { putJobs } from './put-jobs.ts';
import { putPayouts } from './put-payouts.ts';
import { putPeople } from './put-people.ts';
import { PRICE_PAISE, WORD } from './texts.ts';

interface Where {
  readonly db: Database;
  readonly jobsDatabaseUrl: string;
  readonly bankDataKeys: string;
}

const ANY_HASH = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/**
 * The seeded world with everything in it at its longest: the same in every run, and in a database of its own, so that no
 * other test meets it. Prices and names come first, for bookings copy them; what is said of bookings is filled in last.
 */
export async function fillWorstCase({ db, jobsDatabaseUrl, bankDataKeys }: Where): Promise<PageIds> {
  const now = new Date();
  await Promise.all([migrateBusiness(db), migrateQueue({ connectionString: jobsDatabaseUrl })]);
  const seeded = await seedWorld(db, now, { pastBookings: false, passwordHash: ANY_HASH, seal: createSeal(bankDataKeys) });
  await coarsenCatalogue(db);
  const world = await raisePrices(db, seeded);
  await inTransaction(db, (trx) => seedPastBookings(trx, world, now));
  await putPeople(db, world, now);
  await putCrowd(db, world, now);
  await putPayouts(db, world, now);
  await putCancellations(db, world, now);
  await putBooks(db, now);
  await putJobs(jobsDatabaseUrl);
  const { arjun, joseph, tanvi } = world.patients;
  await coarsenStories(db, [arjun.id, joseph.id, tanvi.id]);
  return findIds(db, jobsDatabaseUrl, world);
}

/** Everything costs as much, whoever offers it, under a policy whose name fills its column. */
async function raisePrices(db: Database, world: SeededWorld): Promise<SeededWorld> {
  const policies = mapKeys(world.policies, ({ id, body }, key) => ({ id, name: WORD + key, body: JSON.stringify({ ...(JSON.parse(body) as object), name: WORD + key }) }));
  await sql`UPDATE service SET list_price_paise = ${PRICE_PAISE}`.execute(db);
  for (const { id, name, body } of Object.values(policies)) await db.updateTable('cancellation_policy').set({ name, body }).where('id', '=', id).execute();
  return { ...world, policies, ...revive({ doctors: world.doctors, labs: world.labs }) };
}

function revive<T extends object>(providers: T): T {
  return JSON.parse(JSON.stringify(providers), (_, value: unknown) => (isService(value) ? { ...value, name: WORD, list_price_paise: PRICE_PAISE } : value)) as T;
}

function isService(value: unknown): value is SeededService {
  return typeof value === 'object' && value !== null && 'list_price_paise' in value;
}
