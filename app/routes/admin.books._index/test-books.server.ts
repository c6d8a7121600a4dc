import { addDays, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, type DayFigures, type DiscrepancyKind, type DiscrepancySource } from '#app/domain/reconciliation.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';

/** A day of these tests, so many days before today. */
export function daysAgo(days: number): LocalDate {
  return addDays(localDateOf(new Date(), BOOKS_ZONE), -days);
}

export function figuresOf(day: LocalDate): DayFigures {
  return {
    day,
    payments: { count: 3, amountPaise: 300_000, feePaise: 7_080, taxPaise: 1_080 },
    refunds: { count: 1, amountPaise: 5_000, feePaise: 0, taxPaise: 0 },
    settlements: { count: 1, expectedPaise: 287_920, actualPaise: 287_920 },
    payouts: { count: 2, amountPaise: 120_000, feePaise: 1_180, taxPaise: 180 },
    reversals: { count: 0, amountPaise: 0, feePaise: 0, taxPaise: 0 },
    loads: { count: 1, amountPaise: 500_000, feePaise: 0, taxPaise: 0 },
    x: { openingPaise: 0, closingPaise: 378_820, ledgerClosingPaise: 378_820 },
    ledger: { razorpayPaise: -287_920, razorpayxPaise: 378_820, unbalancedPaise: 0 },
  };
}

export async function putDay(db: Database, day: LocalDate, residualPaise = 0): Promise<void> {
  const at = new Date();
  await db.insertInto('reconciliation_day').values({ day, run_id: newId(), runs: 2, started_at: at, ended_at: at, transactions: 7, residual_paise: residualPaise, figures: JSON.stringify(figuresOf(day)) }).execute();
}

interface Planted {
  readonly day: LocalDate;
  readonly subjectId: string;
  readonly effectPaise: number;
  readonly kind?: DiscrepancyKind;
  readonly source?: DiscrepancySource;
  readonly masterBookingId?: string | null;
}

export async function putDiscrepancy(db: Database, { day, subjectId, effectPaise, kind = 'amount_over', source = 'settlement', masterBookingId = null }: Planted): Promise<string> {
  const id = newId();
  await db
    .insertInto('discrepancy')
    .values({ id, kind, subject_id: subjectId, master_booking_id: masterBookingId, expected_paise: 100_000, actual_paise: 100_000 + effectPaise, note: 'as planted', opened_at: new Date(), resolved_at: null, day, source, effect_paise: effectPaise })
    .execute();
  return id;
}

/** Yesterday, closed with one difference; the id is the difference's. */
export async function putOpenDay(db: Database): Promise<{ id: string }> {
  await putDay(db, daysAgo(1));
  return { id: await putDiscrepancy(db, { day: daysAgo(1), subjectId: 'pay_OfYesterday1', effectPaise: 1 }) };
}
