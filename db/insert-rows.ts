import { CompiledQuery, type Insertable } from 'kysely';
import type { Trx } from './client.ts';
import type { Tables } from './tables.ts';

/**
 * One INSERT of many rows, all with the same columns. Kysely compiles a node per value, which for the sixteen claims of
 * a visit costs more than sending them; here the text depends on table, columns and number of rows only.
 */
export async function insertRows<T extends keyof Tables & string>(trx: Trx, table: T, rows: readonly Insertable<Tables[T]>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first) as (keyof typeof first)[];
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  const text = `insert into \`${table}\` (${columns.map((column) => `\`${String(column)}\``).join(', ')}) values ${Array(rows.length).fill(tuple).join(', ')}`;
  await trx.executeQuery(CompiledQuery.raw(text, rows.flatMap((row) => columns.map((column) => row[column]))));
}
