import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { readDay, type DayTold } from '../admin.books.$day._index/read-day.server.ts';
import { csvDownload, csvLine } from '../admin/csv-download.server.ts';

/** `/admin/books/2026-11-24/report.csv`: the report of a day, a figure a line. A day that is not closed has none. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const now = new Date();
  const told = await readDay(db, params.day ?? '', now);
  if (!told?.report) throw notFound();
  return csvDownload(db, { request, adminId, name: `books-${told.day}`, now }, lines(told, told.report));
}

async function* lines(told: DayTold, { figures, totals, transactions, runs, endedAt }: NonNullable<DayTold['report']>): AsyncGenerator<string> {
  const { settlements, x, ledger } = figures;
  const cells = [
    ['figure', 'count', 'amountPaise', 'feePaise', 'taxPaise', 'inPaise', 'outPaise'],
    ...totals.lines.map((line) => [line.name, line.count, line.amountPaise, line.feePaise, line.taxPaise, line.inPaise, line.outPaise]),
    ['total', transactions, null, totals.feePaise, totals.taxPaise, totals.inPaise, totals.outPaise],
    ['settlementsExpected', null, settlements.expectedPaise],
    ['settlementsActual', settlements.count, settlements.actualPaise],
    ['settlementsDifference', null, totals.settlementDifferencePaise],
    ['razorpayxOpening', null, x.openingPaise],
    ['razorpayxClosing', null, x.closingPaise],
    ['razorpayxClosingByLedger', null, x.ledgerClosingPaise],
    ['ledgerRazorpay', null, ledger.razorpayPaise],
    ['ledgerRazorpayx', null, ledger.razorpayxPaise],
    ['ledgerUnbalanced', null, ledger.unbalancedPaise],
    ['openDiscrepancies', told.openCount, told.unexplainedPaise],
    ['runs', runs],
    ['lastClosedAt', endedAt?.toISOString()],
  ];
  yield cells.map((line) => csvLine(Array.from({ length: 7 }, (_, index) => line[index]))).join('');
}
