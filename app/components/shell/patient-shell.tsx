import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';

interface PatientShellProps {
  children: ReactNode;
  /** Stands beside the page on wide screens and stays in view, under it on phones: the receipt, the money. */
  aside?: ReactNode;
  /** `narrow` for one question or one form. */
  width?: 'page' | 'narrow';
}

export function PatientShell({ children, aside, width = 'page' }: PatientShellProps) {
  return (
    <main id="main" tabIndex={-1} className="bounds">
      <div className={classNames('page', aside && 'page-beside', width === 'narrow' && 'max-w-prose')}>
        <div className="grid content-start gap-8">{children}</div>
        {aside && <div className="page-aside grid content-start gap-4">{aside}</div>}
      </div>
    </main>
  );
}
