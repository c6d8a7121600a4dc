import type { BenchWorld } from './bench-world.ts';
import { confirmBare, holdBare } from './bare-booking.ts';
import { runClients } from './clients.ts';
import { difference, readCpuSeconds } from './cpu-time.ts';
import { columnsOf, interleave, medianRatio } from './interleave.ts';
import { judged, observed, type Finding } from './measure.ts';
import { bookOurs, proveSameRows } from './model-visit.ts';
import { p50AndP99, spread } from './statistics.ts';
import { assertGrowth, countRows } from './visit-rows.ts';
import type { VisitToBook } from './visits-to-book.ts';

export const CLIENTS = 8;
const TARGET = 0.5;
/** More than any machine books in a second, so that a round ends by the clock. */
const VISITS_PER_SECOND = 700;
const WARM_UP_VISITS = 200;

/** Holding and paying a three-part visit by use-cases, against the same rows by prepared statements. */
export async function measureBooking({ bookings, surroundings, rounds, seconds }: BenchWorld): Promise<Finding[]> {
  const { db, pool, visits } = bookings;
  const { model, perVisit } = await proveSameRows(bookings);
  const rows = Object.entries(perVisit).filter(([, count]) => count !== 0);
  console.log(`    rows per visit, both sides: ${rows.map(([table, count]) => `${table} ${count}`).join(', ')}`);
  const ours = (visit: VisitToBook) => bookOurs(db, visit).then(() => {});
  const bare = async (visit: VisitToBook) => confirmBare(pool, model, await holdBare(pool, model, visit));
  for (const side of [ours, bare]) await runClients(CLIENTS, (await visits.threePart(WARM_UP_VISITS)).values(), side);

  let stock: VisitToBook[] = [];
  const latencies: number[] = [];
  const costs = { ours: [] as number[], bare: [] as number[] };
  const round = async (name: 'ours' | 'bare', side: (visit: VisitToBook) => Promise<void>) => {
    stock.push(...(await visits.threePart(Math.max(0, VISITS_PER_SECOND * seconds - stock.length))));
    const before = await countRows(pool);
    const usedBefore = readCpuSeconds(surroundings.folder);
    const load = await runClients(CLIENTS, stock.values(), side, seconds);
    const used = difference(usedBefore, readCpuSeconds(surroundings.folder));
    costs[name].push(((used.client! + used.database!) * 1_000) / load.done);
    stock = stock.slice(load.done);
    assertGrowth(before, await countRows(pool), perVisit, load.done);
    if (name === 'ours') latencies.push(...load.latencies);
    return load.done / load.seconds;
  };
  const compared = await interleave(rounds, () => round('ours', ours), () => round('bare', bare));
  console.log(`    one visit, ours, p50 / p99: ${p50AndP99(latencies)}`);
  const costRatios = costs.bare.map((cost, index) => cost / costs.ours[index]!);
  return [
    { measure: `hold + confirm, use-cases, ${CLIENTS} clients`, ...columnsOf(compared), target: '≥ 0.5, aim 0.7', verdict: judged(medianRatio(compared) >= TARGET) },
    // A strange load on the machine disturbs rates far more than it disturbs this.
    observed('the same in CPU of client and database, per visit', `${spread(costs.ours, 1)} ms`, { limit: `${spread(costs.bare, 1)} ms`, ratio: spread(costRatios, 2) }),
  ];
}
