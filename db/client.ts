import { Kysely, MysqlDialect, type Transaction } from 'kysely';
import { createPool } from 'mysql2';
import { preparedPool } from './prepared-pool.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;
/** What every writer of money asks for: Kysely refuses a bare connection where this type stands. */
export type Trx = Transaction<Tables>;

const POOL_CONNECTIONS = 16;
/** Per connection. Each length of a list is a statement of its own, and a server keeps 16 382 of all its clients. */
const PREPARED_STATEMENTS = 120;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens a pool on a MySQL-compatible server. Sessions are READ COMMITTED: the default of InnoDB takes gap locks on
 * claims that are not there yet, and two strangers booking neighbouring times would deadlock.
 */
export function openDatabase(url: string, { connections = POOL_CONNECTIONS } = {}): Database {
  const pool = createPool({
    uri: url,
    connectionLimit: connections,
    timezone: 'Z',
    dateStrings: ['DATE'],
    charset: 'utf8mb4',
    maxPreparedStatements: PREPARED_STATEMENTS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    enableKeepAlive: true,
  });
  pool.on('connection', (connection) => {
    connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'");
  });
  return new Kysely<Tables>({ dialect: new MysqlDialect({ pool: preparedPool(pool) }) });
}
