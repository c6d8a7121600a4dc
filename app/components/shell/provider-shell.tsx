import type { ReactNode } from 'react';
import { DeskShell, type RailLink } from '#app/components/shell/desk-shell.tsx';

const rail: RailLink[] = [
  { href: '/provider', label: 'My day', icon: 'calendar' },
  { href: '/provider/schedule', label: 'Schedule', icon: 'clock' },
  { href: '/provider/earnings', label: 'Earnings', icon: 'wallet' },
  { href: '/provider/account', label: 'Getting paid', icon: 'bank' },
];

interface ProviderShellProps {
  /** The doctor's or lab's name. */
  provider: string;
  children: ReactNode;
  panel?: ReactNode;
}

export function ProviderShell({ provider, children, panel }: ProviderShellProps) {
  return (
    <DeskShell label="Your practice" links={rail} owner={provider} panel={panel}>
      {children}
    </DeskShell>
  );
}
