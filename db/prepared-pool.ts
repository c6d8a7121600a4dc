import type { MysqlPool, MysqlPoolConnection } from 'kysely';
import type { Pool, PoolConnection } from 'mysql2';

type Value = string | number | bigint | Date | Buffer | null;

/**
 * The pool for Kysely, with every statement that has parameters sent prepared: the server parses it once per connection
 * and no value becomes text. BEGIN and COMMIT have none and go as they are, because not every server prepares them.
 */
export function preparedPool(pool: Pool): MysqlPool {
  const known = new WeakMap<PoolConnection, MysqlPoolConnection>();
  return {
    end: (callback) => pool.end(callback),
    getConnection: (callback) =>
      pool.getConnection((error, connection) => {
        if (error) return (callback as (error: unknown) => void)(error);
        const own = known.get(connection) ?? preparing(connection);
        known.set(connection, own);
        callback(null, own);
      }),
  };
}

function preparing(connection: PoolConnection): MysqlPoolConnection {
  return {
    config: connection.config,
    threadId: connection.threadId,
    connect: (callback) => connection.connect(callback),
    destroy: () => connection.destroy(),
    release: () => connection.release(),
    query: (sql: string, parameters: Value[], callback) => {
      // Kysely and mysql2 name the same result differently.
      const answer = callback as ((error: unknown, result: unknown) => void) | undefined;
      return parameters.length === 0 ? connection.query({ sql }, answer) : connection.execute(sql, parameters, answer);
    },
  };
}
