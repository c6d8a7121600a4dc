import { SubmitButton } from '#app/components/form/button.tsx';
import { DAY_MINUTES, formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import { hoursInWords } from '#app/domain/weekly-hours.ts';

/** Leave or an extra session that is not over. */
export interface ExceptionView {
  id: string;
  kind: 'leave' | 'extra';
  onDate: LocalDate;
  untilDate: LocalDate;
  startMinute: number;
  endMinute: number;
  /** Null where it is leave from every clinic. */
  clinicName: string | null;
  capacity: number;
  note: string;
}

/** `Mon 30 Nov to Sun 6 Dec 2026`; the year, because leave is planned far ahead. */
export function daysInWords({ onDate, untilDate }: Pick<ExceptionView, 'onDate' | 'untilDate'>): string {
  const last = `${formatDay(untilDate)} ${untilDate.slice(0, 4)}`;
  if (onDate === untilDate) return last;
  const year = onDate.slice(0, 4) === untilDate.slice(0, 4) ? '' : ` ${onDate.slice(0, 4)}`;
  return `${formatDay(onDate)}${year} to ${last}`;
}

/** `10:00 to 12:30, 3 seats, Carter Road Clinic` */
export function detailsInWords({ startMinute, endMinute, clinicName, capacity, kind }: ExceptionView): string {
  const whole = kind === 'leave' && startMinute === 0 && endMinute === DAY_MINUTES;
  const seats = kind === 'extra' && capacity > 1 ? `${capacity} seats` : '';
  return [whole ? '' : hoursInWords({ startMinute, endMinute }), seats, clinicName ?? 'Every clinic'].filter(Boolean).join(', ');
}

interface ExceptionListProps {
  exceptions: ExceptionView[];
  empty: string;
}

export function ExceptionList({ exceptions, empty }: ExceptionListProps) {
  if (exceptions.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <ul className="rounded-md border border-line bg-surface">
      {exceptions.map((exception) => (
        <li key={exception.id} className="flex items-start justify-between gap-3 border-line px-4 py-3 not-first:border-t">
          <div className="grid min-w-0 gap-0.5">
            <p className="font-semibold">{daysInWords(exception)}</p>
            <p className="text-sm text-muted">{detailsInWords(exception)}</p>
            {exception.note && <p className="text-sm">{exception.note}</p>}
          </div>
          <RemoveForm exception={exception} />
        </li>
      ))}
    </ul>
  );
}

function RemoveForm({ exception }: { exception: ExceptionView }) {
  const what = exception.kind === 'leave' ? 'leave' : 'extra session';
  return (
    <form method="post" action={`/provider/schedule/rules/${exception.id}/remove`}>
      <input type="hidden" name="intent" value="remove" />
      <SubmitButton look="secondary" small submittingText="Removing…">
        Remove<span className="sr-only"> {what}, {daysInWords(exception)}</span>
      </SubmitButton>
    </form>
  );
}
