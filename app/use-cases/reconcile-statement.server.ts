import { addDays, instantOf } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, compare, type Difference, type Ours } from '#app/domain/reconciliation.ts';
import { hasLeft, type AttemptStatus } from '#app/domain/payout.ts';
import { balanceLoadedEntries } from '#app/domain/payout-entries.ts';
import type { StatementLine } from '#app/razorpay/payout-entities.ts';
import { fromUnixSeconds } from '#app/razorpay/unix-seconds.ts';
import { noteDifferences } from '#db/discrepancies.ts';
import { post } from '#db/ledger.ts';
import type { StatementLineTable } from '#db/reconciliation-tables.ts';
import { findOurAttempts, forgetUntoldLines, upsertStatementLines, type OurAttempt } from '#db/statement-lines.ts';
import { inTransaction } from '#db/transaction.ts';
import { bookOnce } from './book-once.server.ts';
import { closeToldAfterAll } from './correct-books.server.ts';
import { GatewaySilent, type DayRun } from './day-run.server.ts';
import { hearOfPayout } from './hear-of-payout.server.ts';

/** One pass over a day's lines of the RazorpayX statement; answers how many there were. Memory: one page. */
export async function reconcileStatement(run: DayRun): Promise<number> {
  const { payoutGateway, db } = run.world;
  const span = { from: instantOf(run.day, 0, BOOKS_ZONE), until: instantOf(addDays(run.day, 1), 0, BOOKS_ZONE) };
  let lines = 0;
  for (let skip = 0; ; ) {
    const answer = await payoutGateway.fetchStatementPage({ ...span, skip });
    if (answer.kind !== 'accepted') throw new GatewaySilent('the RazorpayX statement');
    if (answer.value.length === 0) break;
    await takePage(run, answer.value);
    lines += answer.value.length;
    skip += answer.value.length;
    run.progress(answer.value.length);
  }
  await inTransaction(db, (trx) => forgetUntoldLines(trx, run));
  return lines;
}

async function takePage(run: DayRun, page: readonly StatementLine[]): Promise<void> {
  const { db } = run.world;
  await inTransaction(db, (trx) => upsertStatementLines(trx, page.map((line) => lineRow(run, line))));
  for (const line of page.filter(({ source }) => source.entity === 'bank_transfer')) {
    await bookOnce(db, (trx) => post(trx, [balanceLoadedEntries({ transactionId: line.id, amountPaise: line.credit - line.debit })], fromUnixSeconds(line.created_at)));
  }
  const stored = await db.selectFrom('statement_line').selectAll().where('id', 'in', page.map(({ id }) => id)).execute();
  const payoutIds = [...new Set(stored.flatMap((line) => line.gateway_payout_id ?? []))];
  let ours = await findOurAttempts(db, payoutIds);
  const late = stored.filter((line) => isNews(line, ours)).flatMap((line) => line.gateway_payout_id ?? []);
  if (late.length > 0) {
    for (const gatewayPayoutId of new Set(late)) await hearOfPayout(run.world, { gatewayPayoutId, toldStatus: null, now: run.now });
    ours = await findOurAttempts(db, payoutIds);
  }
  const found = [...stored.flatMap((line) => compareLine(line, ours)), ...(await findSecondDebits(run, payoutIds, ours))];
  await inTransaction(db, async (trx) => {
    await noteDifferences(trx, found, { ...run, source: 'statement' });
    await closeToldAfterAll(trx, payoutIds, run.now);
  });
}

function lineRow({ day, runId }: DayRun, line: StatementLine): StatementLineTable {
  const { source } = line;
  return {
    id: line.id, day, credit_paise: line.credit, debit_paise: line.debit, balance_paise: line.balance, source_kind: source.entity, source_id: source.id,
    gateway_payout_id: source.entity === 'payout' ? source.id : (source.payout_id ?? null), fees_paise: source.fees ?? source.fee ?? 0, tax_paise: source.tax ?? 0,
    utr: source.utr ?? source.bank_reference ?? null, created_at: fromUnixSeconds(line.created_at), run_id: runId, listing: day, told_times: 1,
  };
}

/** The line says more than we have heard: worth a question before it counts as a difference. */
function isNews(line: StatementLineTable, ours: ReadonlyMap<string, OurAttempt>): boolean {
  if (line.gateway_payout_id === null) return false;
  const attempt = ours.get(line.gateway_payout_id);
  if (!attempt) return true;
  return line.credit_paise > 0 ? hasLeft(attempt.status) : NOT_LEFT.has(attempt.status);
}

const NOT_LEFT: ReadonlySet<AttemptStatus> = new Set(['sending', 'outcome_unknown', 'pending', 'queued', 'scheduled', 'not_found']);

function compareLine(line: StatementLineTable, ours: ReadonlyMap<string, OurAttempt>): Difference[] {
  if (line.source_kind === 'bank_transfer') return [];
  const attempt = line.gateway_payout_id === null ? undefined : ours.get(line.gateway_payout_id);
  const subjectId = line.gateway_payout_id ?? line.id;
  const netPaise = line.credit_paise - line.debit_paise;
  const told = { id: subjectId, amountPaise: Math.abs(netPaise) - line.fees_paise, feePaise: line.fees_paise, taxPaise: line.tax_paise, netPaise, toldTimes: line.told_times };
  if (attempt && neverLeft(attempt) && told.amountPaise === attempt.amountPaise) return [];
  if (line.credit_paise === 0) return compare(told, attempt && debitOf(attempt), 'payout');
  if (attempt && hasLeft(attempt.status)) {
    const { masterBookingId, status } = attempt;
    return [{ kind: 'status_differs', subjectId, masterBookingId, expectedPaise: 0, actualPaise: netPaise, effectPaise: netPaise, note: `RazorpayX has given the money back; ours is ${status}.` }];
  }
  const back = attempt && { masterBookingId: attempt.masterBookingId, amountPaise: attempt.creditPaise, feePaise: 0, taxPaise: 0, netPaise: attempt.creditPaise };
  return compare({ ...told, amountPaise: netPaise, feePaise: 0, taxPaise: 0 }, back, 'return');
}

/** It failed before we heard that it had left: debit and return cancel each other, and our ledger has neither. */
function neverLeft({ status, debitPaise, creditPaise }: OurAttempt): boolean {
  return (status === 'failed' || status === 'reversed') && debitPaise === 0 && creditPaise === 0;
}

function debitOf({ masterBookingId, debitPaise, feePaise, taxPaise }: OurAttempt): Ours {
  return { masterBookingId, amountPaise: debitPaise - feePaise, feePaise, taxPaise, netPaise: -debitPaise };
}

/** One payout leaves the account once; a second line about it under another id is as much a double as the same line twice. */
async function findSecondDebits(run: DayRun, payoutIds: readonly string[], ours: ReadonlyMap<string, OurAttempt>): Promise<Difference[]> {
  if (payoutIds.length === 0) return [];
  const rows = await run.world.db
    .selectFrom('statement_line')
    .select(({ fn }) => ['gateway_payout_id', fn.countAll<number>().as('lines'), fn.max<number>('debit_paise').as('debit')])
    .where('gateway_payout_id', 'in', payoutIds)
    .where('debit_paise', '>', 0)
    // What an earlier run of this day was told and this one was not is no line any more.
    .where((eb) => eb.or([eb('run_id', '=', run.runId), eb('day', '!=', run.day)]))
    .groupBy('gateway_payout_id')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .execute();
  return rows.map((row) => ({
    kind: 'duplicate', subjectId: row.gateway_payout_id!, masterBookingId: ours.get(row.gateway_payout_id!)?.masterBookingId ?? null, expectedPaise: row.debit,
    actualPaise: row.debit * Number(row.lines), effectPaise: -row.debit * (Number(row.lines) - 1), note: `The statement has ${Number(row.lines)} debits for this payout.`,
  }));
}
