import { sql } from 'kysely';
import type { Database } from '#db/client.ts';
import { findPendingMigrations } from '#db/migrate.ts';
import { createSeal } from '#db/sealed-text.ts';
import { countSettings } from '#db/settings-counts.ts';
import { findingsOf, type Finding, type Settings } from './finding.ts';

const APART_SECONDS = 5;

/** The business's database: there, of our schema, in UTC, and able to write any name. */
export async function checkDatabase(settings: Settings, db: Database): Promise<Finding[]> {
  const { ok, warn, fail } = findingsOf('Own servers', 'Database');
  const asked = new Date();
  const server = await sql<{ version: string; zone: string; charset: string; now: Date }>`
    select version() as version, @@session.time_zone as zone, utc_timestamp(3) as now,
      (select default_character_set_name from information_schema.schemata where schema_name = database()) as charset`.execute(db).then(
    ({ rows }) => rows[0] ?? null,
    (error: { code?: string }) => error,
  );
  if (server === null || !('version' in server)) return [fail(`It does not answer (${server?.code ?? 'no row'}).`, 'Start the server that DATABASE_URL names, and let this one reach it.')];
  const { version, zone, charset, now } = server;
  const apart = Math.abs(Math.round((now.getTime() - asked.getTime()) / 1_000));
  return [
    ok(`${version} answers.`),
    zone === '+00:00' ? ok('Its sessions are in UTC.') : fail(`Its sessions are in ${zone}.`, 'Let the database user set time_zone, or start the server with --default-time-zone=+00:00.'),
    charset === 'utf8mb4' ? ok('It can write any name.') : fail(`Its character set is ${charset}.`, 'Run ALTER DATABASE … CHARACTER SET utf8mb4 before the first migration.'),
    apart <= APART_SECONDS ? ok('Its clock agrees with this server’s.') : warn(`Its clock is ${apart} seconds away from this server’s.`, 'Let both be set by a time server (NTP).'),
    ...(await schemaFindings(settings, db)),
  ];
}

async function schemaFindings(settings: Settings, db: Database): Promise<Finding[]> {
  const { ok, fail } = findingsOf('Own servers', 'Migrations');
  const pending = await findPendingMigrations(db).catch(() => null);
  if (pending === null) return [fail('None has run.', 'Run npm run migrate.')];
  if (pending.length > 0) return [fail(`${pending.join(', ')} ${pending.length === 1 ? 'has' : 'have'} not run.`, 'Run npm run migrate before web and worker start.')];
  return [ok('All have run.'), await adminFinding(db), ...(await sealFindings(settings, db))];
}

async function adminFinding(db: Database): Promise<Finding> {
  const { ok, warn } = findingsOf('Own servers', 'First admin');
  const { admins } = await countSettings(db, new Date());
  return admins > 0 ? ok('There is an admin.') : warn('Nobody can open the desk.', 'Run npm run first-admin -- --email you@clinic.example --name "Your Name".');
}

/** Whether the keys work, and open what is sealed. */
async function sealFindings(settings: Settings, db: Database): Promise<Finding[]> {
  const keys = settings.BANK_DATA_KEYS;
  if (!keys) return [];
  const { ok, warn, fail } = findingsOf('Own servers', 'Bank data');
  try {
    const seal = createSeal(keys);
    if (seal.open(seal.seal('account', 'preflight'), 'preflight') !== 'account') throw new Error('opened to something else');
  } catch {
    return [fail('BANK_DATA_KEYS cannot be used.', 'Write it as name:base64 of 32 bytes, comma-separated (openssl rand -base64 32).')];
  }
  const names = keys.split(',').map((entry) => entry.trim().split(':')[0]);
  const { rows } = await sql<{ name: string }>`select distinct substring_index(number_sealed, '.', 1) as name from payout_account`.execute(db);
  const lost = rows.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  if (lost.length > 0) return [fail(`Accounts are sealed with a key that is not given: ${lost.join(', ')}.`, 'Put that key back, last in BANK_DATA_KEYS, and run npm run reseal-bank-data.')];
  const old = rows.filter(({ name }) => name !== names[0]);
  return [old.length > 0 ? warn('Some accounts are sealed with an older key.', 'Run npm run reseal-bank-data, then drop the older key.') : ok('The keys open what is sealed.')];
}
