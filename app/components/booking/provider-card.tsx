import type { ReactNode } from 'react';
import { Avatar } from '#app/components/avatar.tsx';
import { Icon } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';

interface ProviderCardProps {
  href: string;
  name: string;
  /** "Cardiologist · 14 years" or "Diagnostic lab". */
  line: ReactNode;
  /** "Lotus Clinic, Indiranagar · Bengaluru". */
  place: ReactNode;
  /** Lowest list price in paise, if there is one. */
  fromPaise?: number;
  nextFree: { at: Date | string; zone: string } | null;
  /** The next times as links of their own; optional. */
  times?: { at: Date | string; href: string }[];
}

/** One search result; the whole card is one link. */
export function ProviderCard({ href, name, line, place, fromPaise, nextFree, times }: ProviderCardProps) {
  return (
    <article className="card card-linked flex gap-4">
      <Avatar name={name} />
      <div className="grid min-w-0 flex-1 gap-3 md:grid-cols-[1fr_auto] md:gap-6">
        <div className="grid content-start gap-0.5">
          <h2>
            <a href={href} className="card-link">
              {name}
            </a>
          </h2>
          <p>{line}</p>
          <p className="flex gap-1.5 text-sm text-muted">
            <Icon name="pin" size="sm" className="mt-0.5" />
            {place}
          </p>
        </div>
        <div className="grid content-start gap-0.5 md:justify-items-end md:text-end">
          {fromPaise !== undefined && (
            <p className="font-semibold">
              <span className="font-normal text-muted">from </span>
              <Money paise={fromPaise} short />
            </p>
          )}
          {nextFree ? (
            <p className="text-sm text-accent">
              Next free <When at={nextFree.at} zone={nextFree.zone} />
            </p>
          ) : (
            <p className="text-sm text-muted">No free times just now</p>
          )}
          {nextFree && times && (
            <p className="above-link mt-1 flex flex-wrap gap-2">
              {times.map((time) => (
                <a key={time.href} href={time.href} className="chip">
                  <When at={time.at} zone={nextFree.zone} show="time" />
                </a>
              ))}
            </p>
          )}
        </div>
      </div>
    </article>
  );
}
