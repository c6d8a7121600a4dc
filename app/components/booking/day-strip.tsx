import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import { classNames } from '#app/components/class-names.ts';

export interface DayChoice {
  date: LocalDate;
  /** Free times on that day. */
  free: number;
  /** The provider does not work there that day: another word than "full". */
  closed?: boolean;
  /** Where the day's times are; end it with `#times` so that the focus follows. */
  href: string;
}

interface DayStripProps {
  days: DayChoice[];
  chosen: LocalDate | null;
  label?: string;
  earlierHref?: string;
  laterHref?: string;
}

/** `6 free`, `full` or `closed`. */
function freeWord({ free, closed }: DayChoice): string {
  if (closed) return 'closed';
  return free > 0 ? `${free} free` : 'full';
}

/** A row of days as links; a full day can still be opened, where the next free time is offered. */
export function DayStrip({ days, chosen, label = 'Choose a day', earlierHref, laterHref }: DayStripProps) {
  return (
    <nav aria-label={label} className="grid gap-1">
      <ul className="days">
        {days.map((day) => {
          const [weekday, dayOfMonth, month] = formatDay(day.date).split(' ');
          return (
            <li key={day.date}>
              <a
                href={day.href}
                className={classNames('day', day.free === 0 && 'day-full')}
                aria-current={day.date === chosen ? 'date' : undefined}
              >
                <span>{weekday}</span>
                <strong>{dayOfMonth}</strong>
                <span className="sr-only">{month}, </span>
                <span className={day.free > 0 ? 'day-free' : undefined}>{freeWord(day)}</span>
              </a>
            </li>
          );
        })}
      </ul>
      {(earlierHref || laterHref) && (
        <div className="flex gap-4 text-sm">
          {earlierHref && <a href={earlierHref}>Earlier days</a>}
          {laterHref && <a href={laterHref}>Later days</a>}
        </div>
      )}
    </nav>
  );
}
