import { formatTime } from '#app/domain/appointment-time.ts';
import { Icon } from '#app/components/icon.tsx';

interface HoldBarProps {
  /** When the hold ends, and the server's clock now: the browser counts from the difference, not from its own clock. */
  until: Date | string;
  now: Date | string;
  zone: string;
  /** Length of a whole hold in minutes. */
  holdMinutes: number;
  /** Where to go when it ends; without it the page reloads. */
  endedHref?: string;
}

/** One quiet line and a bar; scripts count it down and announce five minutes and one. */
export function HoldBar({ until, now, zone, holdMinutes, endedHref }: HoldBarProps) {
  const ends = new Date(until);
  const current = new Date(now);
  const leftSeconds = Math.max(0, Math.floor((ends.getTime() - current.getTime()) / 1000));
  return (
    <div
      className="hold"
      data-hold-until={ends.toISOString()}
      data-hold-now={current.toISOString()}
      data-hold-ended-href={endedHref}
    >
      <p className="flex items-center gap-2">
        <Icon name="clock" className="text-accent" />
        <span>
          Times held until <time className="font-semibold" dateTime={ends.toISOString()}>{formatTime(ends, zone)}</time>
        </span>
        <span className="ms-auto text-sm text-muted" data-hold-left aria-hidden="true" />
      </p>
      <progress max={holdMinutes * 60} value={leftSeconds} aria-label="Time left of the hold" />
      <output className="sr-only" data-hold-live />
    </div>
  );
}
