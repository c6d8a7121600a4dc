import type { OnboardingStatus, PayoutAccountStatus } from '#app/domain/onboarding.ts';

/** A provider as the desk's list shows it; instants are ISO strings. */
export interface ProviderRow {
  id: string;
  name: string;
  kind: 'doctor' | 'lab';
  registration_number: string;
  onboarding_status: OnboardingStatus;
  legal_name: string | null;
  bank_name: string | null;
  shown_as: string | null;
  account_status: PayoutAccountStatus | null;
  listed_at: string;
  in_review: boolean;
  shared: boolean;
  documents: number;
}

export const FLAGS = { review: 'Waits for review', shared: 'Shared account', papers: 'Documents missing' } as const;
export type Flag = keyof typeof FLAGS;
export const FLAG_NAMES = Object.keys(FLAGS) as Flag[];
