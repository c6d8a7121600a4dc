/** `by_hand`: nothing here can look at it, so a person must. */
export type FindingState = 'ok' | 'warn' | 'fail' | 'by_hand';

export const FINDING_GROUPS = ['Settings', 'Razorpay', 'RazorpayX', 'Webhooks', 'Own servers'] as const;
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** What one check saw. Never holds a secret. */
export interface Finding {
  readonly group: FindingGroup;
  readonly check: string;
  readonly state: FindingState;
  readonly found: string;
  /** One sentence: what to do about it; null when there is nothing to do. */
  readonly mend: string | null;
}

/** Findings of one check, so that each place says only what it saw. */
export function findingsOf(group: FindingGroup, check: string) {
  const make = (state: FindingState) => (found: string, mend: string): Finding => ({ group, check, state, found, mend });
  return { ok: (found: string): Finding => ({ group, check, state: 'ok', found, mend: null }), warn: make('warn'), fail: make('fail'), byHand: make('by_hand') };
}

/** The environment as it was given, complete or not. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** The same defaults as app/env.server.ts. */
export function apiOriginOf(settings: Settings): string {
  return settings.RAZORPAY_API_ORIGIN && URL.canParse(settings.RAZORPAY_API_ORIGIN) ? new URL(settings.RAZORPAY_API_ORIGIN).origin : 'https://api.razorpay.com';
}
