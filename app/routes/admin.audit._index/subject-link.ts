import { kindInWords } from './audit-words.ts';

export interface AuditSubject {
  /** What it is, then what a person calls it. */
  readonly what: string;
  readonly name: string;
  readonly href: string | null;
}

/** Pages of the desk by what they are about; `id` stands at the end of their address. */
const PAGES: Readonly<Record<string, string>> = {
  provider: '/admin/providers/',
  refund: '/admin/refunds/',
  payout: '/admin/payouts/',
  discrepancy: '/admin/discrepancies/',
  webhook_event: '/admin/webhooks/',
  day: '/admin/books/',
  account: '/admin/settings/people/',
  clinic: '/admin/settings/clinics/',
  coupon: '/admin/settings/coupons/',
  service: '/admin/settings/services/',
  specialisation: '/admin/settings/specialisations/',
  cancellation_policy: '/admin/settings/policies/',
};
const LISTS: Readonly<Record<string, string>> = { payouts: '/admin/payouts', refund_approval: '/admin/approvals', clawback: '/admin/clawbacks', export: '/admin/exports', job: '/admin/jobs', outbox: '/admin/jobs?list=outbox' };

/** Where the thing is looked at: its own page, its list, or the visit it belongs to. */
export function subjectLink(kind: string, id: string, { code, name }: { readonly code?: string; readonly name?: string }): AuditSubject {
  const visit = code ? `/admin/visits/${code}` : null;
  const page = PAGES[kind] ? `${PAGES[kind]}${id}` : (LISTS[kind] ?? visit);
  return { what: kindInWords(kind), name: code ?? name ?? id, href: page };
}
