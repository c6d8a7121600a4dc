import type { DeductionKind } from './earning.ts';
import type { LedgerEvent } from './ledger-entries.ts';
import type { EarnedBy } from './payout.ts';

/** One movement of what a provider is owed, as the ledger has it, and the payout that splits an earning. Paise. */
export interface OwedEntry {
  readonly event: LedgerEvent;
  /** More owed is positive. */
  readonly owedPaise: number;
  readonly earning: { readonly grossPaise: number; readonly commissionPaise: number; readonly deductions: readonly { readonly kind: DeductionKind; readonly amountPaise: number }[] } | null;
}

export interface StatementLine {
  readonly words: string;
  readonly amountPaise: number;
}

const DEDUCTION_WORDS: Readonly<Record<DeductionKind, string>> = { gst_on_commission: 'GST on commission', tds: 'TDS' };

const EVENT_WORDS: Partial<Readonly<Record<LedgerEvent, string>>> = {
  booking_completed: 'Service given',
  booking_no_show: 'Share of a no-show',
  booking_cancelled: 'Share of a cancellation fee',
  override_requested: 'Share of a waived fee taken back',
  external_refund_found: 'Share of a waived fee taken back',
  earning_clawed_back: 'Earning taken back after a refund',
  clawback_written_off: 'Taking back given up',
  payout_settled: 'Paid to your bank',
  payout_reversed: 'Sent back by your bank',
};

export function deductionWords(kind: DeductionKind): string {
  return DEDUCTION_WORDS[kind];
}

/** What an earning is called before anything is taken off it. */
export function earnedWords(earnedBy: EarnedBy): string {
  return EVENT_WORDS[({ service: 'booking_completed', no_show: 'booking_no_show', kept_fee: 'booking_cancelled' } as const)[earnedBy]]!;
}

/**
 * The lines of one movement: a service given shows its gross, commission and taxes, which together are the movement;
 * everything else is one line. What the ledger moved is never changed by how it is told.
 */
export function statementLinesOf({ event, owedPaise, earning }: OwedEntry): StatementLine[] {
  const words = EVENT_WORDS[event] ?? 'Correction';
  if (event !== 'booking_completed' || earning === null) return [{ words, amountPaise: owedPaise }];
  const lines = [
    { words, amountPaise: earning.grossPaise },
    { words: 'Commission', amountPaise: 0 - earning.commissionPaise },
    ...earning.deductions.map(({ kind, amountPaise }) => ({ words: deductionWords(kind), amountPaise: 0 - amountPaise })),
  ].filter((line) => line.amountPaise !== 0);
  const told = lines.reduce((sum, line) => sum + line.amountPaise, 0);
  return told === owedPaise ? lines : [{ words, amountPaise: owedPaise }];
}
