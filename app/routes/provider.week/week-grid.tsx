import { classNames } from '#app/components/class-names.ts';
import { Icon } from '#app/components/icon.tsx';
import { statusWord } from '#app/components/status-words.ts';
import { When } from '#app/components/when.tsx';
import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import { listAddress } from '../admin/list-address.ts';
import type { DiaryEntry } from '../provider/diary-entry.ts';
import type { WeekDay } from './week.ts';

/** More than fits a column is a number that leads to the day. */
const SHOWN_PER_DAY = 14;

function Entry({ entry }: { entry: DiaryEntry }) {
  const { word, deskWord, icon } = statusWord('booking', entry.status);
  const over = entry.status !== 'confirmed';
  return (
    <li className={classNames('grid grid-cols-[minmax(3rem,max-content)_minmax(0,1fr)_auto] items-baseline gap-x-2 lg:grid-cols-[minmax(0,1fr)_auto]', over && 'text-muted')}>
      <strong className="font-semibold">
        <When at={entry.starts_at} zone={entry.zone} show="time" />
      </strong>
      {over && <Icon name={icon} size="sm" label={deskWord ?? word} className="self-center max-lg:order-last" />}
      <span className="min-w-0 lg:col-span-2">
        <a href={`/provider/bookings/${entry.id}`} className="text-ink hover:underline">
          {entry.patient_name}
        </a>
        <span className="block text-muted">{entry.service_name}</span>
      </span>
    </li>
  );
}

function DayColumn({ day, today, clinicSlug }: { day: WeekDay; today: LocalDate; clinicSlug: string | null }) {
  const isToday = day.date === today;
  const href = listAddress('/provider', { date: day.date, clinic: clinicSlug });
  const hidden = day.entries.length - SHOWN_PER_DAY;
  return (
    <li className={classNames('grid content-start gap-3 border-line p-3 not-first:border-t lg:not-first:border-s lg:not-first:border-t-0', isToday && 'bg-accent-soft')}>
      <h2 className="flex items-baseline justify-between gap-2 text-base lg:text-sm">
        <a href={href} className="text-accent hover:underline" aria-current={isToday ? 'date' : undefined}>
          {formatDay(day.date)}
        </a>
        {day.entries.length > 0 && <span className="text-sm font-normal text-muted">{day.entries.length}</span>}
      </h2>
      {day.entries.length > 0 && (
        <ol className="grid gap-2 text-sm">
          {day.entries.slice(0, SHOWN_PER_DAY).map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
          {hidden > 0 && (
            <li>
              <a href={href}>and {hidden} more</a>
            </li>
          )}
        </ol>
      )}
    </li>
  );
}

/** Seven columns on a wide screen, seven short lists on a phone. */
export function WeekGrid({ days, today, clinicSlug }: { days: WeekDay[]; today: LocalDate; clinicSlug: string | null }) {
  return (
    <ol className="grid rounded-md border border-line bg-surface lg:min-h-80 lg:grid-cols-7">
      {days.map((day) => (
        <DayColumn key={day.date} day={day} today={today} clinicSlug={clinicSlug} />
      ))}
    </ol>
  );
}
