import type { OnboardingStatus, PayoutAccountKind, PayoutAccountStatus, ProviderDocumentKind } from '#app/domain/onboarding.ts';

/** How a provider is paid, as their pages show it; instants are ISO strings. */
export interface AccountView {
  kind: PayoutAccountKind;
  holder_name: string;
  ifsc: string | null;
  bank_name: string;
  shown_as: string;
  status: PayoutAccountStatus;
}

export interface ProfileView {
  legal_name: string;
  email: string;
  phone: string;
  pan_shown: string;
  decision_reason: string | null;
}

export interface DocumentView {
  id: string;
  kind: ProviderDocumentKind;
  file_name: string;
  size_bytes: number;
  uploaded_at: string;
}

export interface PayeeView {
  provider: { name: string; registration_number: string; onboarding_status: OnboardingStatus };
  profile: ProfileView | null;
  account: AccountView | null;
  documents: DocumentView[];
}

/** `HDFC Bank ••••4521` */
export function accountName({ bank_name, shown_as }: Pick<AccountView, 'bank_name' | 'shown_as'>): string {
  return `${bank_name} ${shown_as}`;
}

/** `480 kB` */
export function sizeInWords(bytes: number): string {
  return bytes < 1_000 ? `${bytes} bytes` : `${Math.ceil(bytes / 1_000)} kB`;
}
