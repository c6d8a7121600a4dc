import type { PayoutStanding } from '#app/domain/payout-standing.ts';
import type { EarnedBy, PayoutStatus } from '#app/domain/payout.ts';

/** A payout as its provider's list shows it; instants are ISO strings. */
export interface PayoutRow {
  id: string;
  code: string;
  service_name: string;
  starts_at: string;
  zone: string;
  earned_by: EarnedBy;
  status: PayoutStatus;
  gross_paise: number;
  commission_paise: number;
  deductions_paise: number;
  clawback_paise: number;
  amount_paise: number;
  utr: string | null;
  settled_at: string | null;
  listed_at: string;
  standing: PayoutStanding;
}

export const PAYOUTS_SHOWN = ['waiting', 'paid', 'failed'] as const;
export const SHOWN_WORDS: Readonly<Record<(typeof PAYOUTS_SHOWN)[number], string>> = { waiting: 'Waiting', paid: 'Paid', failed: 'Did not arrive' };
