import { balanced, type Posting } from './ledger-entries.ts';
import { CORRECTION_LIMIT_PAISE, type DiscrepancyKind, type DiscrepancySource } from './reconciliation.ts';

/** A settlement reached our bank. */
export function settlementEntries(settlement: { readonly settlementId: string; readonly amountPaise: number }): Posting {
  return {
    event: 'settlement_received',
    sourceId: settlement.settlementId,
    masterBookingId: null,
    lines: balanced([{ account: 'bank', amountPaise: settlement.amountPaise }, { account: 'razorpay_balance', amountPaise: -settlement.amountPaise }]),
  };
}

/** It failed after it was told, or its amount was mended; what it differs by from what was booked, signed. */
export function settlementChangedEntries(change: { readonly settlementId: string; readonly number: number; readonly amountPaise: number }): Posting {
  const { settlementId, number, amountPaise } = change;
  return { ...settlementEntries({ settlementId, amountPaise }), event: 'settlement_changed', sourceId: numbered(settlementId, number) };
}

/** The first posting about a thing has its id, each later one a number more. */
function numbered(id: string, number: number): string {
  return number === 0 ? id : `${id}.${number}`;
}

export interface Correction {
  readonly discrepancyId: string;
  /** How many corrections of this difference came before it. */
  readonly number: number;
  readonly kind: DiscrepancyKind;
  readonly account: 'razorpay_balance' | 'razorpayx_balance';
  /** What the account has more than our books say; signed. */
  readonly effectPaise: number;
  readonly masterBookingId: string | null;
}

/**
 * Razorpay's word is taken for true. A fee is a cost whoever booked it wrong; for anything else nobody knows yet whose
 * money it is, so it stands on an account of its own until an accountant moves it.
 */
export function correctionEntries(correction: Correction): Posting {
  const { account, effectPaise } = correction;
  const fees = account === 'razorpay_balance' ? 'gateway_fees' : 'payout_fees';
  return {
    event: 'reconciliation_corrected',
    sourceId: numbered(correction.discrepancyId, correction.number),
    masterBookingId: correction.masterBookingId,
    lines: balanced([
      { account, amountPaise: effectPaise },
      { account: correction.kind === 'fee_differs' ? fees : 'reconciliation_differences', amountPaise: -effectPaise },
    ]),
  };
}

/** The account whose books differ. */
export function correctedAccount(source: DiscrepancySource): Correction['account'] {
  return source === 'statement' ? 'razorpayx_balance' : 'razorpay_balance';
}

export function needsSecondAdmin(effectPaise: number): boolean {
  return Math.abs(effectPaise) > CORRECTION_LIMIT_PAISE;
}

interface Counted {
  readonly kind: DiscrepancyKind;
  readonly expected_paise: number | null;
  readonly actual_paise: number | null;
  readonly effect_paise: number | null;
}

/** Signed paise that closing it without a correction leaves unexplained. A refund made elsewhere was booked when it was found. */
export function leftUnexplainedPaise(row: Counted): number {
  if (row.effect_paise !== null) return row.effect_paise;
  return row.kind === 'refund_made_elsewhere' ? 0 : (row.actual_paise ?? 0) - (row.expected_paise ?? 0);
}

/** Two differences of one account that come to nothing together. One without a known effect has no sign to trust. */
export function cancelOut(a: Counted & { readonly source: DiscrepancySource }, b: Counted & { readonly source: DiscrepancySource }): boolean {
  return a.effect_paise !== null && b.effect_paise !== null && a.effect_paise !== 0 && a.source === b.source && a.effect_paise + b.effect_paise === 0;
}
