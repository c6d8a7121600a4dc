import type { Pool, RowDataPacket } from 'mysql2/promise';
import { openBarePool } from './bare-booking.ts';
import type { BenchWorld } from './bench-world.ts';
import { CLIENTS } from './booking.ts';
import { endlessly, runClients } from './clients.ts';
import { loadFirst, type FirstLoad } from './first-load.ts';
import { get, post, requireStatus } from './http-client.ts';
import { columnsOf, interleave } from './interleave.ts';
import { judged, observed, type Finding } from './measure.ts';
import { plain } from './statistics.ts';

const QUERIES_MAX = 3;
const JS_MAX_KB = 100;
const REST_MAX_KB = 30;
const QUIET_REQUESTS = 10;
const AS_A_BROWSER = { 'accept-encoding': 'gzip' };

/** Search and provider page against a bare server that sends the same bytes; what a first look at each page costs in bytes. */
export async function measurePages(world: BenchWorld): Promise<Finding[]> {
  const { surroundings } = world;
  const pool = openBarePool(surroundings.env.DATABASE_URL!);
  const bare = await world.startBareServer();
  const web = await world.startWeb(surroundings.env.DATABASE_URL!);
  const origin = surroundings.publicOrigin;
  try {
    const [doctor] = await pool.query<RowDataPacket[]>("SELECT slug FROM provider WHERE kind = 'doctor' AND active = 1 ORDER BY slug LIMIT 1");
    const provider = `/providers/${String(doctor[0]!.slug)}`;
    const findings: Finding[] = [];
    for (const path of ['/search', provider]) findings.push(...(await pageFindings(world, pool, origin + path, `${bare.origin}/page`)));
    for (const path of ['/', '/search', provider, '/visit']) findings.push(...firstLoadFindings(path, await loadFirst(origin + path)));
    return findings;
  } finally {
    await Promise.all([web.stop(), bare.stop(), pool.end()]);
  }
}

async function pageFindings({ rounds, seconds }: BenchWorld, pool: Pool, url: string, bareUrl: string): Promise<Finding[]> {
  const path = new URL(url).pathname;
  const model = requireStatus(await get(url, AS_A_BROWSER), 200, path);
  requireStatus(await post(bareUrl, model.body), 200, 'the bare server');
  const rate = (target: string) => async () => {
    const load = await runClients(CLIENTS, endlessly(), async () => void requireStatus(await get(target, AS_A_BROWSER), 200, target), seconds);
    return load.done / load.seconds;
  };
  await rate(url)();
  const cost = await queriesPerRequest(pool, url);
  const compared = await interleave(rounds, rate(url), rate(bareUrl));
  return [
    observed(`GET ${path}, requests`, '', { ...columnsOf(compared), target: '' }),
    observed(`GET ${path}, SQL queries, rows read`, `${plain(cost.queries, 1)} queries, ${plain(cost.rows)} rows`, { target: `≤ ${QUERIES_MAX} queries`, verdict: judged(cost.queries <= QUERIES_MAX) }),
  ];
}

/** By the server's own counters, while nobody else asks it anything. */
async function queriesPerRequest(pool: Pool, url: string): Promise<{ queries: number; rows: number }> {
  const before = await readCounters(pool);
  for (let turn = 0; turn < QUIET_REQUESTS; turn += 1) requireStatus(await get(url, AS_A_BROWSER), 200, url);
  const after = await readCounters(pool);
  return { queries: (after.queries - before.queries) / QUIET_REQUESTS, rows: (after.rows - before.rows) / QUIET_REQUESTS };
}

async function readCounters(pool: Pool): Promise<{ queries: number; rows: number }> {
  const [rows] = await pool.query<RowDataPacket[]>(
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_select', 'Com_insert', 'Com_update', 'Com_delete', 'Com_stmt_execute', 'Innodb_rows_read')",
  );
  const values = new Map(rows.map((row) => [String(row.Variable_name), Number(row.Value)]));
  const of = (name: string) => values.get(name) ?? 0;
  return { queries: of('Com_select') + of('Com_insert') + of('Com_update') + of('Com_delete'), rows: of('Innodb_rows_read') };
}

function firstLoadFindings(path: string, { html, css, js, other }: FirstLoad): Finding[] {
  const rest = html + css + other;
  const kB = (bytes: number) => plain(bytes / 1_000, 1);
  return [
    observed(`first load ${path}, kB gzip`, `JS ${kB(js)}; rest ${kB(rest)} (HTML ${kB(html)}, CSS ${kB(css)}, other ${kB(other)})`, {
      target: `JS ≤ ${JS_MAX_KB}, rest ≤ ${REST_MAX_KB}`,
      verdict: judged(js <= JS_MAX_KB * 1_000 && rest <= REST_MAX_KB * 1_000),
    }),
  ];
}
