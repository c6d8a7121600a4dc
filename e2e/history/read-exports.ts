import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { readExport, type ExportName } from '#db/exports/exports.ts';
import { writeLines } from '#db/exports/write-lines.ts';

const paise = z.int();
const instant = z.iso.datetime();

/** The lines as the product's description has them, field for field; one that is missing or added is an error. */
const bookingLine = z.strictObject({
  masterBookingId: z.string(), code: z.string(), status: z.string(), createdAt: instant, discountPaise: paise, totalPaise: paise,
  lines: z.array(
    z.strictObject({
      individualBookingId: z.string(), serviceType: z.enum(['consultation', 'lab_test', 'follow_up']), providerId: z.string(), startsAt: instant, zone: z.string(), status: z.string(),
      listPricePaise: paise, couponEligible: z.boolean(), couponSharePaise: paise, paidPaise: paise, commissionPaise: paise, payoutStatus: z.string().nullable(),
    }),
  ),
});

const refundLine = z.strictObject({
  refundId: z.string(), refundStatus: z.string(), kind: z.enum(['cancellation', 'override', 'late_payment', 'external']), individualBookingId: z.string(), masterBookingId: z.string(),
  listPricePaise: paise, couponSharePaise: paise, paidPaise: paise, alreadyRefundedPaise: paise,
  policy: z.object({ name: z.string(), tiers: z.array(z.object({ until: z.record(z.string(), z.union([z.string(), z.number()])).nullable(), refundBps: z.int(), flatFeePaise: paise })) }),
  startsAt: instant, zone: z.string(), sampleCollectedAt: instant.nullable(), cancelledAt: instant.nullable(), quotedAt: instant.nullable(),
  cancelledBy: z.enum(['patient', 'provider', 'admin', 'system']).nullable(), feePaise: paise, requalifyPaise: paise, refundPaise: paise,
});

const payoutLine = z.strictObject({
  payoutId: z.string(), providerId: z.string(), individualBookingId: z.string(),
  status: z.enum(['queued', 'processing', 'processed', 'failed', 'reversed', 'on_hold', 'outcome_unknown', 'needs_attention']),
  grossPaise: paise, commissionPaise: paise, deductionsPaise: paise, clawbackPaise: paise, amountPaise: paise,
  attempts: z.array(z.strictObject({ number: z.int(), status: z.string(), mode: z.enum(['IMPS', 'NEFT', 'RTGS', 'UPI']), utr: z.string().nullable(), reason: z.string().nullable(), startedAt: instant, endedAt: instant.nullable() })),
});

const ledgerLine = z.strictObject({
  postingId: z.string(), event: z.string(), occurredAt: instant, account: z.string(), amountPaise: paise,
  masterBookingId: z.string().nullable(), individualBookingId: z.string().nullable(), refundId: z.string().nullable(), payoutId: z.string().nullable(),
});

export type BookingLine = z.infer<typeof bookingLine>;
export type RefundLine = z.infer<typeof refundLine>;
export type PayoutLine = z.infer<typeof payoutLine>;
export type LedgerLine = z.infer<typeof ledgerLine>;

export interface Exported {
  readonly bookings: readonly BookingLine[];
  readonly refunds: readonly RefundLine[];
  readonly payouts: readonly PayoutLine[];
  readonly ledger: readonly LedgerLine[];
}

/** Writes the exports as anybody gets them and reads them back as anybody would. */
export async function readExports(db: Database): Promise<Exported> {
  return {
    bookings: await readBack(db, 'bookings', bookingLine),
    refunds: await readBack(db, 'refunds', refundLine),
    payouts: await readBack(db, 'payouts', payoutLine),
    ledger: await readBack(db, 'ledger', ledgerLine),
  };
}

async function readBack<T>(db: Database, name: ExportName, line: z.ZodType<T>): Promise<T[]> {
  let text = '';
  for await (const piece of writeLines(readExport(db, name, {}), name, 'jsonl')) text += piece;
  return text.split('\n').filter(Boolean).map((each) => line.parse(JSON.parse(each)));
}
