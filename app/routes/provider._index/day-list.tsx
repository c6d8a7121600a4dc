import { classNames } from '#app/components/class-names.ts';
import { When } from '#app/components/when.tsx';
import { formatTime } from '#app/domain/appointment-time.ts';
import { formatPhone } from '#app/domain/phone.ts';
import type { BookedRow, Day } from './day.ts';
import { RowActions, type ShownList } from './row-actions.tsx';

interface DayListProps {
  day: Day;
  list: ShownList;
  /** ISO instant where the shown day is today, for the line between what was and what comes. */
  now: string | null;
  zone: string;
  /** Names the clinic in each row: there is more than one. */
  showClinic: boolean;
}

/** A line on a clinic's screen; a card on a phone or in large text, with its button last. */
const rowColumns = '@[42rem]:grid-cols-[minmax(3.25rem,max-content)_minmax(0,1fr)_8.5rem_minmax(0,1.3fr)_13rem]';
const rowColumnsWithClinic = '@[42rem]:grid-cols-[minmax(3.25rem,max-content)_minmax(0,1.2fr)_8.5rem_minmax(0,1.1fr)_minmax(0,1fr)_13rem]';

/** A form comes back to its own row, so that a long day keeps its place. */
function Row({ entry, seats, showClinic, list }: BookedRow & { showClinic: boolean; list: ShownList }) {
  const finished = entry.status !== 'confirmed';
  return (
    <li
      id={`booking-${entry.id}`}
      tabIndex={-1}
      className={classNames(
        'grid grid-cols-[minmax(2.75rem,max-content)_minmax(0,1fr)] items-center gap-x-3 border-line px-3 py-2 @[42rem]:gap-x-4 @[42rem]:px-4 not-first:border-t [.now-line+&]:border-t-0',
        finished && 'text-muted',
        showClinic ? rowColumnsWithClinic : rowColumns,
      )}
    >
      <strong className="font-semibold">
        <When at={entry.starts_at} zone={entry.zone} show="time" />
      </strong>
      <a href={`/provider/bookings/${entry.id}`} className={classNames('@max-[42rem]:justify-self-start', !finished && 'font-medium')}>
        {entry.patient_name}
      </a>
      <a href={`tel:${entry.patient_phone}`} className="link min-h-6 text-sm whole @max-[42rem]:col-start-2 @max-[42rem]:justify-self-start">
        {formatPhone(entry.patient_phone)}
      </a>
      <span className="text-sm text-muted @max-[42rem]:col-start-2">
        {entry.service_name}
        {seats !== null && ` (${seats} of ${entry.capacity} seats)`}
        {entry.sample_collected_at !== null && `, sample taken ${formatTime(entry.sample_collected_at, entry.zone)}`}
      </span>
      {showClinic && <span className="text-sm text-muted @max-[42rem]:col-start-2">{entry.clinic_name}</span>}
      <span className="justify-self-end @max-[42rem]:col-start-2 @max-[42rem]:justify-self-start @max-[20rem]:col-span-2 @max-[20rem]:col-start-1">
        <RowActions entry={entry} list={list} />
      </span>
    </li>
  );
}

/** The day in order of time, with a line at now. */
export function DayList({ day, list, now, zone, showClinic }: DayListProps) {
  const row = (booked: BookedRow) => <Row key={booked.entry.id} {...booked} showClinic={showClinic} list={list} />;
  return (
    <ol className="@container rounded-md border border-line bg-surface">
      {day.past.map(row)}
      {now && (
        <li className="now-line px-3 @[42rem]:px-4">
          <span>Now {formatTime(now, zone)}</span>
        </li>
      )}
      {day.ahead.map(row)}
    </ol>
  );
}
