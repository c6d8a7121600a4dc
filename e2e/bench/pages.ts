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
  const cost = await costPerRequest(pool, url);
  const compared = await interleave(rounds, rate(url), rate(bareUrl));
  return [
    observed(`GET ${path}, ${CLIENTS} clients`, '', columnsOf(compared)),
    observed(`GET ${path}, one request`, `${plain(cost.queries, 1)} SQL queries reading ${plain(cost.rows)} rows`, { target: `≤ ${QUERIES_MAX} queries`, verdict: judged(cost.queries <= QUERIES_MAX) }),
  ];
}

interface Cost {
  readonly queries: number;
  readonly rows: number;
}

/** By the server's own counters, while nobody else asks it anything; reading them costs something itself, which is taken off. */
async function costPerRequest(pool: Pool, url: string): Promise<Cost> {
  const [first, before] = [await readCounters(pool), await readCounters(pool)];
  for (let turn = 0; turn < QUIET_REQUESTS; turn += 1) requireStatus(await get(url, AS_A_BROWSER), 200, url);
  const after = await readCounters(pool);
  const per = (name: keyof Cost) => (after[name] - before[name] - (before[name] - first[name])) / QUIET_REQUESTS;
  return { queries: per('queries'), rows: per('rows') };
}

const STATEMENTS = ['Com_select', 'Com_insert', 'Com_update', 'Com_delete'];

async function readCounters(pool: Pool): Promise<Cost> {
  const [rows] = await pool.query<RowDataPacket[]>(`SHOW GLOBAL STATUS WHERE Variable_name IN ('${STATEMENTS.join("', '")}') OR Variable_name LIKE 'Handler\\_read\\_%'`);
  const sum = (wanted: (name: string) => boolean) => rows.filter((row) => wanted(String(row.Variable_name))).reduce((total, row) => total + Number(row.Value), 0);
  return { queries: sum((name) => STATEMENTS.includes(name)), rows: sum((name) => name.startsWith('Handler_read_')) };
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
