import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import { Client } from 'pg';
import { newId } from '#db/new-id.ts';
import { openBarePool } from './bare-booking.ts';
import type { BenchWorld } from './bench-world.ts';
import { endlessly, runClients } from './clients.ts';
import { post, requireStatus } from './http-client.ts';
import { columnsOf, interleave } from './interleave.ts';
import { judged, observed, type Finding } from './measure.ts';
import { p50AndP99, percentile, plain } from './statistics.ts';

const DELIVERIES_AT_ONCE = 16;
const QUIET_EVENTS = 60;
const SETTLED_WITHIN_SECONDS = 30;
/** Razorpay gives up on an answer after five seconds (razorpay.md 6.1). */
const ANSWER_MAX_MS = 5_000;
/** An event that nothing of ours depends on: its job looks at it and puts it aside. */
const EVENT = 'invoice.paid';

/** From a webhook's arrival to its job done, and how fast the door answers sixteen deliveries at once. */
export async function measureWorker(world: BenchWorld): Promise<Finding[]> {
  const { surroundings, rounds, seconds } = world;
  const pool = openBarePool(surroundings.env.DATABASE_URL!);
  const jobs = new Client({ connectionString: surroundings.env.JOBS_DATABASE_URL });
  const secret = surroundings.env.RAZORPAY_WEBHOOK_SECRET!;
  await jobs.connect();
  const bare = await world.startBareServer();
  const web = await world.startWeb(surroundings.env.DATABASE_URL!);
  const worker = await world.startWorker();
  const door = `${surroundings.publicOrigin}/webhooks/razorpay`;
  try {
    const latency = await compareLatency(pool, jobs, () => deliver(door, secret));
    const answers: number[] = [];
    const rate = (url: string, keep: number[]) => async () => {
      const load = await runClients(DELIVERIES_AT_ONCE, endlessly(), async () => void (await deliver(url, secret)), seconds);
      keep.push(...load.latencies);
      return load.done / load.seconds;
    };
    await rate(door, [])();
    const compared = await interleave(rounds, rate(door, answers), rate(`${bare.origin}/webhook`, []));
    await settled(pool);
    return [
      latency,
      observed(`webhook answers, ${DELIVERIES_AT_ONCE} at once`, '', columnsOf(compared)),
      observed(`webhook answer time, ${DELIVERIES_AT_ONCE} at once, p50 / p99`, p50AndP99(answers), {
        target: `≤ ${plain(ANSWER_MAX_MS)} ms`,
        verdict: judged(percentile(answers, 0.99) <= ANSWER_MAX_MS),
      }),
    ];
  } finally {
    await Promise.all([worker.stop(), web.stop(), bare.stop(), pool.end(), jobs.end()]);
  }
}

async function deliver(url: string, secret: string): Promise<string> {
  const id = `evt_${newId()}`;
  const body = JSON.stringify({ entity: 'event', event: EVENT, contains: [], payload: {}, created_at: Math.floor(Date.now() / 1_000) });
  const headers = { 'content-type': 'application/json', 'x-razorpay-signature': createHmac('sha256', secret).update(body).digest('hex'), 'x-razorpay-event-id': id };
  requireStatus(await post(url, body, headers), 200, 'the webhook door');
  return id;
}

/** One at a time with nothing else to do: through web, outbox, nudge and relay, against the bare queue with the job put into it by hand. */
async function compareLatency(pool: Pool, jobs: Client, deliverOurs: () => Promise<string>): Promise<Finding> {
  const ours: number[] = [];
  const direct: number[] = [];
  for (let turn = 0; turn < QUIET_EVENTS; turn += 1) {
    ours.push(await latencyOf(pool, await deliverOurs()));
    direct.push(await latencyOf(pool, await queueByHand(pool, jobs)));
  }
  return observed('webhook stored → job done, idle, p50 / p99', p50AndP99(ours), {
    limit: p50AndP99(direct),
    ratio: plain(percentile(direct, 0.5) / percentile(ours, 0.5), 2),
  });
}

async function queueByHand(pool: Pool, jobs: Client): Promise<string> {
  const id = newId();
  const eventId = `evt_${newId()}`;
  await pool.execute("INSERT INTO webhook_event (id, gateway_event_id, name, raw_body, state, deliveries, received_at) VALUES (?, ?, ?, '{}', 'received', 1, ?)", [id, eventId, EVENT, new Date()]);
  await pool.execute('UPDATE webhook_event SET received_at = ? WHERE id = ?', [new Date(), id]);
  await jobs.query("SELECT graphile_worker.add_job('apply-webhook', $1::json)", [JSON.stringify({ webhookEventId: id })]);
  return eventId;
}

/** Milliseconds by the two instants in its row. */
async function latencyOf(pool: Pool, gatewayEventId: string): Promise<number> {
  const deadline = Date.now() + SETTLED_WITHIN_SECONDS * 1_000;
  while (Date.now() < deadline) {
    await pause(20);
    const [[row]] = await pool.query<RowDataPacket[]>('SELECT received_at, settled_at FROM webhook_event WHERE gateway_event_id = ?', [gatewayEventId]);
    const { received_at, settled_at } = row as { received_at: Date; settled_at: Date | null };
    if (settled_at) return settled_at.getTime() - received_at.getTime();
  }
  throw new Error(`the job of ${gatewayEventId} was not done within ${SETTLED_WITHIN_SECONDS} s`);
}

/** Waits for the worker to have done all that was delivered. */
async function settled(pool: Pool): Promise<void> {
  const started = Date.now();
  for (;;) {
    const [[row]] = await pool.query<RowDataPacket[]>("SELECT COUNT(*) AS n FROM webhook_event WHERE state = 'received' AND name = ?", [EVENT]);
    if (Number(row!.n) === 0) break;
    if (Date.now() - started > 2 * SETTLED_WITHIN_SECONDS * 1_000) throw new Error(`${Number(row!.n)} webhook events were not worked off`);
    await pause(100);
  }
  console.log(`    the worker had caught up ${plain((Date.now() - started) / 1_000, 1)} s after the last delivery`);
}
