import { pathToFileURL } from 'node:url';
import { runMigrations as migrateQueue } from 'graphile-worker';
import { sql } from 'kysely';
import { openDatabase, type Database } from './client.ts';
import { world } from './migrations/0001-world.ts';
import { people } from './migrations/0002-people.ts';
import { bookings } from './migrations/0003-bookings.ts';
import { money } from './migrations/0004-money.ts';
import { cancellations } from './migrations/0005-cancellations.ts';
import { deskIndexes } from './migrations/0006-desk-indexes.ts';
import { reminders } from './migrations/0007-reminders.ts';
import { payouts } from './migrations/0008-payouts.ts';
import { reconciliation } from './migrations/0009-reconciliation.ts';
import { storyIndexes } from './migrations/0010-story-indexes.ts';
import { watchdog } from './migrations/0011-watchdog.ts';
import { auditSearch } from './migrations/0012-audit-search.ts';
import { configuration } from './migrations/0013-configuration.ts';
import { corrections } from './migrations/0014-corrections.ts';
import { writeOffAsked } from './migrations/0015-write-off-asked.ts';
import { namedProviders } from './migrations/0016-named-providers.ts';

/** Forward only: a mistake is mended by the next migration. Each statement must be safe to have run before a crash. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [world, people, bookings, money, cancellations, deskIndexes, reminders, payouts, reconciliation, storyIndexes, watchdog, auditSearch, configuration, corrections, writeOffAsked, namedProviders];

const LOCK_NAME = 'onevisit-migrate';
const LOCK_WAIT_SECONDS = 60;
const TABLE_OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** MySQL commits each CREATE by itself, so a crash can leave a migration half done: IF NOT EXISTS lets it go on. */
function restartable(statement: string): string {
  if (!statement.startsWith('CREATE TABLE')) return statement;
  return `${statement.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS')} ${TABLE_OPTIONS}`;
}

const COLUMN_EXISTS_ERRNO = 1060;
const KEY_EXISTS_ERRNO = 1061;

/** An ALTER is atomic but not repeatable: finding its first column or key there means that it ran before the crash. */
async function runRestartable(one: Database, statement: string): Promise<void> {
  try {
    await sql.raw(restartable(statement)).execute(one);
  } catch (error) {
    const { errno } = error as { errno?: number };
    const ranBefore = statement.startsWith('ALTER TABLE') && (errno === COLUMN_EXISTS_ERRNO || errno === KEY_EXISTS_ERRNO);
    if (!ranBefore) throw error;
  }
}

/** Names of migrations that have not run on this database yet. */
export async function findPendingMigrations(db: Database): Promise<string[]> {
  const done = new Set((await db.selectFrom('schema_migration').select('name').execute()).map((row) => row.name));
  return MIGRATIONS.filter((migration) => !done.has(migration.name)).map((migration) => migration.name);
}

export async function migrateBusiness(db: Database): Promise<string[]> {
  await sql.raw(restartable('CREATE TABLE schema_migration (name VARCHAR(80) NOT NULL PRIMARY KEY, applied_at DATETIME(3) NOT NULL)')).execute(db);
  return db.connection().execute(async (one) => {
    await sql`SELECT GET_LOCK(${LOCK_NAME}, ${LOCK_WAIT_SECONDS})`.execute(one);
    const pending = new Set(await findPendingMigrations(one));
    for (const migration of MIGRATIONS.filter(({ name }) => pending.has(name))) {
      for (const statement of migration.statements) await runRestartable(one, statement);
      await one.insertInto('schema_migration').values({ name: migration.name, applied_at: new Date() }).execute();
    }
    await sql`SELECT RELEASE_LOCK(${LOCK_NAME})`.execute(one);
    return [...pending];
  });
}

async function main(): Promise<void> {
  const { DATABASE_URL, JOBS_DATABASE_URL } = process.env;
  if (!DATABASE_URL || !JOBS_DATABASE_URL) throw new Error('DATABASE_URL and JOBS_DATABASE_URL must be set');
  const db = openDatabase(DATABASE_URL, { connections: 2 });
  const [applied] = await Promise.all([migrateBusiness(db), migrateQueue({ connectionString: JOBS_DATABASE_URL })]);
  process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'Nothing to migrate\n');
  await db.destroy();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
