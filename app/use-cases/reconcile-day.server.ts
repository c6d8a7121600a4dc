import { sql } from 'kysely';
import { addDays, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, QUESTIONS_PER_RUN, type Difference } from '#app/domain/reconciliation.ts';
import { closeNotFound, findCorrectedUnseen, noteDifferences, sumOpen } from '#db/discrepancies.ts';
import { readDayFigures } from '#db/day-figures.ts';
import { withDayLock } from '#db/day-lock.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { inTransaction } from '#db/transaction.ts';
import type { InboxWorld } from './apply-webhook.server.ts';
import { takeBackCorrections } from './correct-books.server.ts';
import type { DayRun } from './day-run.server.ts';
import { findMissing } from './find-missing.server.ts';
import { reconcileSettlements } from './reconcile-settlements.server.ts';
import { reconcileStatement } from './reconcile-statement.server.ts';

export interface DayClosed {
  readonly day: LocalDate;
  readonly transactions: number;
  readonly discrepancies: number;
  readonly unexplainedPaise: number;
}

/**
 * Closes one day of India: imports what Razorpay settled and what moved on the RazorpayX account, holds every thing
 * against the ledger, notes each difference once and closes those that are gone. Run again it changes nothing, unless
 * one of the books has changed. Throws GatewaySilent when half of theirs could not be read, and DayIsBusy while
 * another run is at it; nothing is concluded then.
 */
export async function reconcileDay(world: InboxWorld, input: ClosingOrder): Promise<DayClosed> {
  return withDayLock(world.db, input.day, () => closeLocked(world, input));
}

interface ClosingOrder {
  readonly day: LocalDate;
  readonly now: Date;
  /** Told after every page how many things were seen. */
  readonly progress?: (seen: number) => void;
}

async function closeLocked(world: InboxWorld, input: ClosingOrder): Promise<DayClosed> {
  const { db } = world;
  const run: DayRun = { world, runId: newId(), day: input.day, now: input.now, questions: { left: QUESTIONS_PER_RUN }, progress: input.progress ?? (() => {}) };
  const settled = await reconcileSettlements(run);
  const lines = await reconcileStatement(run);
  await findMissing(run);
  const untied = await findUntiedSettlements(run);
  await inTransaction(db, async (trx) => {
    await noteDifferences(trx, untied, { ...run, source: 'settlement' });
    for (const source of ['settlement', 'statement'] as const) {
      await takeBackCorrections(trx, await findCorrectedUnseen(trx, { ...run, source }), run.now);
      await closeNotFound(trx, { ...run, source });
    }
  });
  const transactions = settled.items + lines;
  const residualPaise = await writeReport(run, { transactions, expectedPaise: settled.expectedPaise });
  const open = await sumOpen(db, input.day);
  return { day: input.day, transactions, discrepancies: open.count, unexplainedPaise: open.paise + Math.abs(residualPaise) };
}

/** A settlement that is not the sum of what it says it counts. What names the wrong batch counts where its money came. */
async function findUntiedSettlements({ world: { db }, day }: DayRun): Promise<Difference[]> {
  const rows = await db
    .selectFrom('settlement')
    .leftJoin('recon_item as item', 'item.settlement_utr', 'settlement.utr')
    .select(['settlement.id', 'settlement.amount_paise', sql<string>`coalesce(sum((item.credit_paise - item.debit_paise) * item.told_times), 0)`.as('counted')])
    .where('settlement.day', '=', day)
    .where('settlement.status', '!=', 'failed')
    .groupBy(['settlement.id', 'settlement.amount_paise'])
    .execute();
  return rows.flatMap((row): Difference[] => {
    const countedPaise = Number(row.counted);
    if (countedPaise === row.amount_paise) return [];
    return [{
      kind: row.amount_paise > countedPaise ? 'amount_over' : 'amount_under', subjectId: row.id, masterBookingId: null, expectedPaise: countedPaise, actualPaise: row.amount_paise,
      effectPaise: row.amount_paise - countedPaise, note: 'The settlement is not the sum of the payments and refunds it counts.',
    }];
  });
}

/** Kept as it was at the end of this run; what is open of it is read when it is looked at. */
async function writeReport(run: DayRun, seen: { readonly transactions: number; readonly expectedPaise: number }): Promise<number> {
  const { db } = run.world;
  const figures = await readDayFigures(db, run.day, seen.expectedPaise);
  const residualPaise = figures.ledger.unbalancedPaise;
  const row = { run_id: run.runId, started_at: run.now, ended_at: run.now, transactions: seen.transactions, residual_paise: residualPaise, figures: JSON.stringify(figures) };
  await db
    .insertInto('reconciliation_day')
    .values({ day: run.day, runs: 1, ...row })
    .onDuplicateKeyUpdate({ ...row, runs: sql`runs + 1` })
    .execute();
  return residualPaise;
}

/** Every day of India from the first posting until yesterday. */
export async function listBookedDays(db: Database, now: Date): Promise<LocalDate[]> {
  const first = await db.selectFrom('ledger_posting').select('occurred_at').orderBy('occurred_at').limit(1).executeTakeFirst();
  if (!first) return [];
  const days: LocalDate[] = [];
  const today = localDateOf(now, BOOKS_ZONE);
  for (let day = localDateOf(first.occurred_at, BOOKS_ZONE); day < today; day = addDays(day, 1)) days.push(day);
  return days;
}
