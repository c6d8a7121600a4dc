import { addDays, instantOf, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, compare, type Difference, type Ours } from '#app/domain/reconciliation.ts';
import { RECON_PAGE } from '#app/razorpay/gateway.server.ts';
import type { GatewaySettlement, ReconItem } from '#app/razorpay/settlement-entities.ts';
import { fromUnixSeconds } from '#app/razorpay/unix-seconds.ts';
import { noteDifferences } from '#db/discrepancies.ts';
import { findOurPayments, findOurRefunds, forgetUntold, upsertReconItems, upsertSettlements } from '#db/recon-items.ts';
import type { ReconItemTable } from '#db/reconciliation-tables.ts';
import { inTransaction } from '#db/transaction.ts';
import { bookSettlement } from './book-settlement.server.ts';
import { confirmPayment } from './confirm-payment.server.ts';
import { closeToldAfterAll } from './correct-books.server.ts';
import { GatewaySilent, type DayRun } from './day-run.server.ts';
import { lookAtRefunds } from './look-at-refunds.server.ts';

/** What the stream came to: things seen, and what Razorpay credited beyond our books for them. Paise, signed. */
export interface SettlementsSeen {
  readonly items: number;
  readonly expectedPaise: number;
}

/**
 * One pass over everything Razorpay settled on a day. Which clock its days follow is not documented (razorpay.md 8), so
 * the days on both sides are read too and only what was settled on ours, in India, is kept. Memory: one page.
 */
export async function reconcileSettlements(run: DayRun): Promise<SettlementsSeen> {
  await importSettlements(run);
  let [items, expectedPaise] = [0, 0];
  for (const listing of [run.day, addDays(run.day, -1), addDays(run.day, 1)]) {
    for (let skip = 0; ; skip += RECON_PAGE) {
      const answer = await run.world.gateway.fetchReconPage({ day: listing, skip });
      if (answer.kind !== 'accepted') throw new GatewaySilent('settlements');
      const own = answer.value.filter((item) => localDateOf(fromUnixSeconds(item.settled_at), BOOKS_ZONE) === run.day);
      const seen = await takePage(run, own, listing);
      items += seen.items;
      expectedPaise += seen.expectedPaise;
      run.progress(own.length);
      if (answer.value.length < RECON_PAGE) break;
    }
  }
  await inTransaction(run.world.db, (trx) => forgetUntold(trx, run));
  return { items, expectedPaise };
}

async function importSettlements(run: DayRun): Promise<void> {
  const { db, gateway } = run.world;
  const span = { from: instantOf(run.day, 0, BOOKS_ZONE), until: instantOf(addDays(run.day, 1), 0, BOOKS_ZONE) };
  for (let skip = 0; ; ) {
    const answer = await gateway.fetchSettlements({ ...span, skip });
    if (answer.kind !== 'accepted') throw new GatewaySilent('settlements');
    await inTransaction(db, (trx) => upsertSettlements(trx, answer.value.map((each) => settlementRow(run, each))));
    for (const each of answer.value) await bookSettlement(db, each, run.now);
    if (answer.value.length === 0) return;
    skip += answer.value.length;
  }
}

function settlementRow({ day, runId }: DayRun, told: GatewaySettlement) {
  return {
    id: told.id, day, amount_paise: told.amount, fees_paise: told.fees, tax_paise: told.tax, utr: told.utr ?? null, status: told.status,
    created_at: fromUnixSeconds(told.created_at), run_id: runId,
  };
}

async function takePage(run: DayRun, page: readonly ReconItem[], listing: LocalDate): Promise<SettlementsSeen> {
  if (page.length === 0) return { items: 0, expectedPaise: 0 };
  const { db } = run.world;
  const ids = page.map((item) => item.entity_id);
  await inTransaction(db, (trx) => upsertReconItems(trx, page.map((item) => itemRow(run, item, listing))));
  const stored = await db.selectFrom('recon_item').selectAll().where('entity_id', 'in', ids).where('listing', '=', listing).execute();
  const known = await findOurs(run, ids);
  const asked = await askAboutUnknown(run, stored.filter((item) => !known.has(item.entity_id)));
  const ours = asked.length > 0 ? new Map([...known, ...(await findOurs(run, asked))]) : known;
  const batches = await findBatches(run, stored);
  const found: Difference[] = [];
  let expectedPaise = 0;
  for (const item of stored) {
    const own = ours.get(item.entity_id);
    found.push(...compare(toldBy(item), own, item.kind), ...comparedBatch(item, batches, own?.masterBookingId ?? null));
    expectedPaise += own?.netPaise ?? 0;
  }
  await inTransaction(db, async (trx) => {
    await noteDifferences(trx, found, { ...run, source: 'settlement' });
    await closeToldAfterAll(trx, ids, run.now);
  });
  return { items: stored.length, expectedPaise };
}

async function findOurs({ world: { db } }: DayRun, ids: readonly string[]): Promise<Map<string, Ours>> {
  const [payments, refunds] = await Promise.all([findOurPayments(db, ids.filter((id) => id.startsWith('pay_'))), findOurRefunds(db, ids.filter((id) => id.startsWith('rfnd_')))]);
  return new Map([...payments, ...refunds]);
}

/** A webhook may have been lost: Razorpay is asked what became of it before it counts as unknown to us. */
async function askAboutUnknown(run: DayRun, items: readonly ReconItemTable[]): Promise<string[]> {
  const asked = items.slice(0, run.questions.left);
  run.questions.left -= asked.length;
  for (const item of asked) {
    if (item.kind === 'payment' && item.gateway_order_id !== null) await confirmPayment(run.world, { gatewayOrderId: item.gateway_order_id, now: run.now });
    if (item.kind === 'refund' && item.gateway_payment_id !== null) await lookAtRefunds(run.world, { gatewayPaymentId: item.gateway_payment_id, now: run.now });
  }
  return asked.map((item) => item.entity_id);
}

function itemRow({ day, runId }: DayRun, item: ReconItem, listing: LocalDate): ReconItemTable {
  return {
    entity_id: item.entity_id, kind: item.type, day, settlement_id: item.settlement_id ?? null, settlement_utr: item.settlement_utr ?? null, amount_paise: item.amount,
    credit_paise: item.credit, debit_paise: item.debit, fee_paise: item.fee ?? 0, tax_paise: item.tax ?? 0, gateway_payment_id: item.payment_id ?? null,
    gateway_order_id: item.order_id ?? null, settled_at: fromUnixSeconds(item.settled_at), run_id: runId, listing, told_times: 1,
  };
}

function toldBy(item: ReconItemTable) {
  return { id: item.entity_id, amountPaise: item.amount_paise, feePaise: item.fee_paise, taxPaise: item.tax_paise, netPaise: item.credit_paise - item.debit_paise, toldTimes: item.told_times };
}

/** Settlements of these items by the bank's reference. */
async function findBatches(run: DayRun, items: readonly ReconItemTable[]): Promise<Map<string, string>> {
  const utrs = [...new Set(items.flatMap((item) => item.settlement_utr ?? []))];
  if (utrs.length === 0) return new Map();
  const rows = await run.world.db.selectFrom('settlement').select(['id', 'utr']).where('utr', 'in', utrs).execute();
  return new Map(rows.map((row) => [row.utr!, row.id]));
}

/** The batch it names is not the one whose bank reference it carries: its money came with another transfer. */
function comparedBatch(item: ReconItemTable, batches: ReadonlyMap<string, string>, masterBookingId: string | null): Difference[] {
  const byUtr = item.settlement_utr === null ? undefined : batches.get(item.settlement_utr);
  if (byUtr === undefined || byUtr === item.settlement_id) return [];
  const netPaise = Math.abs(item.credit_paise - item.debit_paise);
  return [{
    kind: 'settled_elsewhere', subjectId: item.entity_id, masterBookingId, expectedPaise: netPaise, actualPaise: netPaise, effectPaise: 0,
    note: `Razorpay names settlement ${item.settlement_id}, and the bank reference is that of ${byUtr}.`,
  }];
}
