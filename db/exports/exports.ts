import type { Database, Trx } from '../client.ts';
import { bookingLines } from './booking-lines.ts';
import { discrepancyLines } from './discrepancy-lines.ts';
import type { ExportSpan } from './export-span.ts';
import { ledgerLines } from './ledger-lines.ts';
import { paymentLines } from './payment-lines.ts';
import { payoutLines } from './payout-lines.ts';
import { refundLines } from './refund-lines.ts';

/** What accountants and outside checkers take home: integer paise, instants as ISO UTC, oldest first. */
interface ExportKind {
  /** What one line is, in a few words. */
  readonly about: string;
  /** The instant of a line that `--from` and `--to` look at, in words. */
  readonly dayOf: string;
  readonly lines: (trx: Trx, span: ExportSpan) => AsyncGenerator<ExportLine>;
  /** Columns of the CSV, in order; those of a line's own list stand after the line's. */
  readonly columns: readonly string[];
  /** A list in the line that becomes rows of its own in CSV, the line's columns repeated beside each. */
  readonly rowsOf?: string;
}

export type ExportLine = Readonly<Record<string, unknown>>;

export const EXPORTS = {
  bookings: {
    about: 'One visit, with its services in basket order',
    dayOf: 'made',
    lines: bookingLines,
    columns: [
      'masterBookingId', 'code', 'status', 'createdAt', 'discountPaise', 'totalPaise',
      'lines.individualBookingId', 'lines.serviceType', 'lines.providerId', 'lines.startsAt', 'lines.zone', 'lines.status', 'lines.listPricePaise',
      'lines.couponEligible', 'lines.couponSharePaise', 'lines.paidPaise', 'lines.commissionPaise', 'lines.payoutStatus',
    ],
    rowsOf: 'lines',
  },
  payments: {
    about: 'One Razorpay order and every payment seen on it',
    dayOf: 'ordered',
    lines: paymentLines,
    columns: [
      'paymentTransactionId', 'masterBookingId', 'code', 'gatewayOrderId', 'gatewayPaymentId', 'status', 'method', 'amountPaise', 'feePaise', 'taxPaise',
      'refundedPaise', 'createdAt', 'capturedAt', 'attempts',
    ],
  },
  refunds: {
    about: 'One service in one refund, with all that led to its amount',
    dayOf: 'requested',
    lines: refundLines,
    columns: [
      'refundId', 'refundStatus', 'kind', 'individualBookingId', 'masterBookingId', 'listPricePaise', 'couponSharePaise', 'paidPaise', 'alreadyRefundedPaise',
      'policy', 'startsAt', 'zone', 'sampleCollectedAt', 'cancelledAt', 'quotedAt', 'cancelledBy', 'feePaise', 'requalifyPaise', 'refundPaise',
    ],
  },
  payouts: {
    about: 'One payout to a provider, with its attempts in order',
    dayOf: 'earned',
    lines: payoutLines,
    columns: [
      'payoutId', 'providerId', 'individualBookingId', 'status', 'grossPaise', 'commissionPaise', 'deductionsPaise', 'clawbackPaise', 'amountPaise',
      'attempts.number', 'attempts.status', 'attempts.mode', 'attempts.utr', 'attempts.reason', 'attempts.startedAt', 'attempts.endedAt',
    ],
    rowsOf: 'attempts',
  },
  ledger: {
    about: 'One entry of a posting, debit positive',
    dayOf: 'posted',
    lines: ledgerLines,
    columns: ['postingId', 'event', 'occurredAt', 'account', 'amountPaise', 'masterBookingId', 'individualBookingId', 'refundId', 'payoutId'],
  },
  discrepancies: {
    about: 'One thing that our books and Razorpay’s do not say alike',
    dayOf: 'opened',
    lines: discrepancyLines,
    columns: ['discrepancyId', 'kind', 'subjectId', 'masterBookingId', 'expectedPaise', 'actualPaise', 'note', 'openedAt', 'resolvedAt'],
  },
} as const satisfies Record<string, ExportKind>;

export type ExportName = keyof typeof EXPORTS;
export const EXPORT_NAMES = Object.keys(EXPORTS) as ExportName[];

export function isExportName(name: string | undefined): name is ExportName {
  return (EXPORT_NAMES as readonly (string | undefined)[]).includes(name);
}

export function exportKind(name: ExportName): ExportKind {
  return EXPORTS[name];
}

/**
 * The lines of an export as the books stood at one moment: a snapshot that lasts until the last line is read or the
 * reader turns away, so that a posting is in it whole or not at all while the business goes on.
 */
export async function* readExport(db: Database, name: ExportName, span: ExportSpan): AsyncGenerator<ExportLine> {
  const snapshot = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    yield* exportKind(name).lines(snapshot, span);
  } finally {
    await snapshot.rollback().execute();
  }
}
