import type { ReactNode } from 'react';
import { Icon } from '#app/components/icon.tsx';

interface PageHeadingProps {
  title: ReactNode;
  /** One or two sentences under the title. */
  lede?: ReactNode;
  back?: { href: string; label: string };
  /** Beside the title on wide screens: a status, a button. */
  aside?: ReactNode;
}

export function PageHeading({ title, lede, back, aside }: PageHeadingProps) {
  return (
    <header className="grid gap-2">
      {back && (
        <a href={back.href} className="link -mt-2 inline-flex min-h-11 items-center gap-1 justify-self-start no-print">
          <Icon name="chevron-left" size="sm" />
          {back.label}
        </a>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1>{title}</h1>
        {aside}
      </div>
      {lede && <div className="max-w-prose text-muted">{lede}</div>}
    </header>
  );
}
