import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon } from '#app/components/icon.tsx';

interface ChoiceCardProps {
  href: string;
  chosen: boolean;
  title: ReactNode;
  /** At the right of the title: the price. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One of a few answers as a link; the chosen one says so by border, tick and to a screen reader. */
export function ChoiceCard({ href, chosen, title, aside, children }: ChoiceCardProps) {
  return (
    <li className={classNames('card card-linked grid content-start gap-1', chosen && 'border-accent bg-accent-soft')}>
      <div className="flex flex-wrap items-start justify-between gap-x-3">
        <a href={href} className="card-link min-w-0 flex-1 basis-32 font-semibold" aria-current={chosen || undefined}>
          {title}
        </a>
        <span className="ms-auto flex max-w-full flex-wrap items-center gap-2 font-semibold">
          {aside}
          {chosen && <Icon name="check-circle" className="text-accent" />}
        </span>
      </div>
      {children}
    </li>
  );
}
