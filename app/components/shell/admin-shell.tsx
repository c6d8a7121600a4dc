import type { ReactNode } from 'react';
import { SearchBox } from '#app/components/form/search-box.tsx';
import { DeskShell, type RailLink } from '#app/components/shell/desk-shell.tsx';

const rail: RailLink[] = [
  { href: '/admin', label: 'Desk', icon: 'wallet' },
  { href: '/admin/visits', label: 'Visits', icon: 'calendar', opens: 'Care' },
  { href: '/admin/providers', label: 'Providers', icon: 'stethoscope' },
  { href: '/admin/payments', label: 'Payments', icon: 'bank', opens: 'Money' },
  { href: '/admin/refunds', label: 'Refunds', icon: 'refund' },
  { href: '/admin/payouts', label: 'Payouts', icon: 'arrow-right' },
  { href: '/admin/clawbacks', label: 'Clawbacks', icon: 'lock' },
  { href: '/admin/approvals', label: 'Approvals', icon: 'check-circle' },
  { href: '/admin/books', label: 'Days', icon: 'check', opens: 'Books' },
  { href: '/admin/discrepancies', label: 'Discrepancies', icon: 'alert-triangle' },
  { href: '/admin/exports', label: 'Exports', icon: 'document' },
  { href: '/admin/webhooks', label: 'Webhooks', icon: 'signal', opens: 'Engine room' },
  { href: '/admin/jobs', label: 'Jobs', icon: 'refresh' },
  { href: '/admin/audit', label: 'Audit log', icon: 'clock' },
  { href: '/admin/settings', label: 'Settings', icon: 'tag', opens: 'Set-up' },
  { href: '/admin/preflight', label: 'Going live', icon: 'cloud' },
];

interface AdminShellProps {
  children: ReactNode;
  panel?: ReactNode;
  /** What was searched for, to be kept in the box. */
  query?: string;
}

export function AdminShell({ children, panel, query }: AdminShellProps) {
  const search = (
    <SearchBox
      action="/admin/story"
      label="Search by visit code, order, payment, refund, payout or settlement id, bank reference, e-mail or phone"
      placeholder="Search"
      defaultValue={query}
      shortcut
      compact
    />
  );
  return (
    <DeskShell label="Desk" links={rail} top={search} panel={panel}>
      {children}
    </DeskShell>
  );
}
