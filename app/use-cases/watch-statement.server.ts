import { minutesAfter } from '#app/domain/appointment-time.ts';
import type { Looked } from '#app/domain/watchdog.ts';
import type { Span } from '#app/razorpay/gateway.server.ts';
import type { StatementLine } from '#app/razorpay/payout-entities.ts';
import { fromUnixSeconds } from '#app/razorpay/unix-seconds.ts';
import type { Database } from '#db/client.ts';
import { findToldSubjects } from '#db/webhook-hearing.ts';
import type { InboxWorld } from './apply-webhook.server.ts';
import { hearOfStatementLine } from './book-balance-load.server.ts';
import { GatewaySilent } from './day-run.server.ts';

/** An event may leave Razorpay in the second before its line is dated. */
const CLOCKS_APART_MINUTES = 1;

/** Lines of RazorpayX's statement in that span that no event has told: loads, payouts that left, payouts that came back. */
export async function watchStatement(world: InboxWorld, span: Span, now: Date): Promise<Looked> {
  const { db } = world;
  const lines = await readLines(world, span);
  const payoutIds = [...new Set(lines.flatMap((line) => payoutOf(line) ?? []))];
  const told = await findToldSubjects(db, [...lines.map(({ id }) => id), ...payoutIds]);
  const missed = lines.filter((line) => !told.has(line.id) && !isToldByPayout(line, told));
  const own = missed.flatMap((line) => payoutOf(line) ?? []);
  const [statusBefore, loadsBefore] = [await readAttempts(db, own), await countLoads(db, missed)];
  for (const { id: transactionId } of missed.toReversed()) {
    if ((await hearOfStatementLine(world, { transactionId, now })) === 'unknown') throw new GatewaySilent('a line of the statement that was missed');
  }
  const [statusAfter, loadsAfter] = [await readAttempts(db, own), await countLoads(db, missed)];
  return {
    missedAt: missed.map(({ created_at }) => fromUnixSeconds(created_at)), payments: 0, refunds: 0,
    payouts: [...new Set(own)].filter((id) => statusBefore.get(id) !== statusAfter.get(id)).length, loads: loadsAfter - loadsBefore,
  };
}

async function readLines({ payoutGateway }: InboxWorld, span: Span): Promise<StatementLine[]> {
  const all: StatementLine[] = [];
  for (;;) {
    const answer = await payoutGateway.fetchStatementPage({ ...span, skip: all.length });
    if (answer.kind !== 'accepted') throw new GatewaySilent('the RazorpayX statement');
    if (answer.value.length === 0) return all;
    all.push(...answer.value);
  }
}

function payoutOf({ source }: StatementLine): string | null {
  return source.entity === 'payout' ? source.id : (source.payout_id ?? null);
}

/** An event of the payout itself tells what a line tells, when it came with or after it. */
function isToldByPayout(line: StatementLine, told: ReadonlyMap<string, Date>): boolean {
  const at = told.get(payoutOf(line) ?? '');
  return at !== undefined && at >= minutesAfter(fromUnixSeconds(line.created_at), -CLOCKS_APART_MINUTES);
}

async function readAttempts(db: Database, payoutIds: readonly string[]): Promise<Map<string, string>> {
  if (payoutIds.length === 0) return new Map();
  const rows = await db.selectFrom('payout_attempt').select(['gateway_payout_id as id', 'status']).where('gateway_payout_id', 'in', payoutIds).execute();
  return new Map(rows.map(({ id, status }) => [id!, status]));
}

async function countLoads(db: Database, lines: readonly StatementLine[]): Promise<number> {
  const ids = lines.filter(({ source }) => source.entity === 'bank_transfer').map(({ id }) => id);
  if (ids.length === 0) return 0;
  const row = await db.selectFrom('ledger_posting').select(({ fn }) => fn.countAll<number>().as('count')).where('event', '=', 'payout_balance_loaded').where('source_id', 'in', ids).executeTakeFirstOrThrow();
  return Number(row.count);
}
