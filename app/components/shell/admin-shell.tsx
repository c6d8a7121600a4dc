import type { ReactNode } from 'react';
import { SearchBox } from '#app/components/form/search-box.tsx';
import { DeskShell, type RailLink } from '#app/components/shell/desk-shell.tsx';

const rail: RailLink[] = [
  { href: '/admin', label: 'Desk', icon: 'wallet' },
  { href: '/admin/visits', label: 'Visits', icon: 'calendar' },
  { href: '/admin/payments', label: 'Payments', icon: 'bank' },
  { href: '/admin/refunds', label: 'Refunds', icon: 'refund' },
  { href: '/admin/approvals', label: 'Approvals', icon: 'check-circle' },
  { href: '/admin/webhooks', label: 'Webhooks', icon: 'signal' },
  { href: '/admin/exports', label: 'Exports', icon: 'document' },
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
      action="/admin/visits"
      label="Search by visit code, order, payment, e-mail or phone"
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
