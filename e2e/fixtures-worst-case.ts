import { sql } from 'kysely';
import { openDatabase, type Database } from '#db/client.ts';
import { findFreePorts } from '#db/servers/ports.ts';
import { recreateMysqlDatabase } from '#db/servers/mysql.ts';
import { recreatePostgresDatabase } from '#db/servers/postgres.ts';
import { startNodeProcess } from './commands/node-process.ts';
import { folderOf } from './commands/start-product.ts';
import type { PageIds } from './fixtures-pages.ts';
import { named, test as base } from './fixtures.ts';
import { inTurn } from './fixtures-refunds.ts';
import { serveFonts, type FontServer } from './worst-case/fonts.ts';
import { fillWorstCase } from './worst-case/open-world.ts';

interface WorstCase {
  readonly db: Database;
  readonly origin: string;
  readonly ids: PageIds;
  readonly fonts: FontServer;
}

const DATABASE = 'onevisit_worst_case';
const PORTS_ABOVE = 50;
const NO_DATABASE = 1049;
const NO_TABLE = 1146;
const START_MS = 90_000;
/** Workers of a run are children of one process. */
const RUN = String(process.ppid);

/** The product once more, on a world of its own in which everything is as long, as dear and as many as it gets. */
export const test = base.extend<object, { worstCase: WorstCase }>({
  worstCase: [
    async ({ db: product }, use, { parallelIndex }) => {
      const urls = databaseUrls();
      const ids = await ensureFilled(product, urls);
      const db = openDatabase(urls.DATABASE_URL, { connections: 4 });
      const [port = 0] = await findFreePorts(1, Number(new URL(named('PUBLIC_ORIGIN')).port) + PORTS_ABOVE * (parallelIndex + 1));
      const origin = `http://localhost:${port}`;
      const env = { ...urls, PORT: String(port), PUBLIC_ORIGIN: origin };
      const web = await startNodeProcess({ name: `web-worst-case-${parallelIndex}`, folder: folderOf('browser'), command: ['app/server.ts'], env, readyWhen: /"msg":"web ready/ });
      const fonts = await serveFonts();
      await use({ db, origin, ids, fonts });
      await Promise.all([web.stop(), fonts.close()]);
      await db.destroy();
    },
    { scope: 'worker', timeout: START_MS },
  ],
  baseURL: async ({ worstCase }, use) => use(worstCase.origin),
});

/** Beside the product's own, on the same servers. */
function databaseUrls() {
  const beside = (url: string) => Object.assign(new URL(url), { pathname: `/${DATABASE}` }).href;
  return { DATABASE_URL: beside(named('DATABASE_URL')), JOBS_DATABASE_URL: beside(named('JOBS_DATABASE_URL')) };
}

/** Once a run, whichever worker comes first; one that is left from another run is not looked at. */
async function ensureFilled(product: Database, urls: ReturnType<typeof databaseUrls>): Promise<PageIds> {
  return inTurn(product, DATABASE, async () => {
    const known = await findIdsOfThisRun(product);
    if (known) return known;
    await recreateMysqlDatabase(named('DATABASE_URL'), DATABASE);
    await recreatePostgresDatabase(named('JOBS_DATABASE_URL'), DATABASE);
    const db = openDatabase(urls.DATABASE_URL, { connections: 8 });
    const ids = await fillWorstCase({ db, jobsDatabaseUrl: urls.JOBS_DATABASE_URL, bankDataKeys: named('BANK_DATA_KEYS') });
    await sql`CREATE TABLE of_run (id VARCHAR(40) NOT NULL PRIMARY KEY, ids TEXT NOT NULL)`.execute(db);
    await sql`INSERT INTO of_run VALUES (${RUN}, ${JSON.stringify(ids)})`.execute(db);
    await db.destroy();
    return ids;
  });
}

async function findIdsOfThisRun(product: Database): Promise<PageIds | null> {
  try {
    const { rows } = await sql<{ ids: string }>`SELECT ids FROM ${sql.table(`${DATABASE}.of_run`)} WHERE id = ${RUN}`.execute(product);
    return rows[0] ? (JSON.parse(rows[0].ids) as PageIds) : null;
  } catch (error) {
    // Neither the database nor the table needs to be there.
    if ([NO_DATABASE, NO_TABLE].includes((error as { errno?: number }).errno ?? 0)) return null;
    throw error;
  }
}
