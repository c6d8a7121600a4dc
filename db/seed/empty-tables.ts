import { sql } from 'kysely';
import type { Database } from '../client.ts';

const KEPT = new Set(['schema_migration']);

/** Every table but the list of migrations. */
export async function findTablesToEmpty(db: Database): Promise<string[]> {
  return (await db.introspection.getTables()).map(({ name }) => name).filter((name) => !KEPT.has(name));
}

/** One connection, because the switch for foreign keys is the session's. */
export async function emptyTables(db: Database): Promise<void> {
  const tables = await findTablesToEmpty(db);
  await db.connection().execute(async (one) => {
    await sql`SET FOREIGN_KEY_CHECKS = 0`.execute(one);
    try {
      for (const table of tables) await sql`TRUNCATE TABLE ${sql.table(table)}`.execute(one);
    } finally {
      await sql`SET FOREIGN_KEY_CHECKS = 1`.execute(one);
    }
  });
}
