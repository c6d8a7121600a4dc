import type { ReactNode } from 'react';
import { formatTime, localMinuteOf } from '#app/domain/appointment-time.ts';
import { FieldError } from '#app/components/form/field.tsx';

export interface TimeChoice {
  /** ISO instant; also what is posted unless `value` says otherwise. */
  startsAt: string;
  value?: string;
  taken?: boolean;
  /** Small words under the time: "2 left". */
  note?: string;
}

interface TimePickerProps {
  name: string;
  legend: ReactNode;
  times: TimeChoice[];
  /** IANA zone of the clinic. */
  zone: string;
  defaultValue?: string;
  errors?: string[];
  /** Shown instead of times when there is none: the sentence and the next free time. */
  empty: ReactNode;
}

const NOON_MINUTE = 12 * 60;
const EVENING_MINUTE = 17 * 60;
const parts = ['Morning', 'Afternoon', 'Evening'] as const;

function partOfDay(startsAt: string, zone: string): (typeof parts)[number] {
  const minute = localMinuteOf(new Date(startsAt), zone);
  if (minute < NOON_MINUTE) return 'Morning';
  return minute < EVENING_MINUTE ? 'Afternoon' : 'Evening';
}

function TimeRadio({ time, name, zone, chosen }: { time: TimeChoice; name: string; zone: string; chosen: boolean }) {
  return (
    <label className="time">
      <input type="radio" name={name} value={time.value ?? time.startsAt} defaultChecked={chosen} disabled={time.taken} required />
      <span className="time-label">
        {time.taken ? <s>{formatTime(time.startsAt, zone)}</s> : formatTime(time.startsAt, zone)}
        {time.taken ? <small>taken</small> : time.note && <small>{time.note}</small>}
      </span>
    </label>
  );
}

/** Times as large radio buttons by part of the day. Sits inside the route's own form; the day's link lands here. */
export function TimePicker({ name, legend, times, zone, defaultValue, errors, empty }: TimePickerProps) {
  if (times.length === 0) return <div id="times" tabIndex={-1}>{empty}</div>;
  return (
    <fieldset id="times" tabIndex={-1} className="grid gap-5" aria-describedby={errors?.length ? `${name}-error` : undefined}>
      <legend className="mb-3 text-lg font-semibold">{legend}</legend>
      <FieldError id={`${name}-error`} errors={errors} />
      {parts.map((part) => {
        const choices = times.filter((time) => partOfDay(time.startsAt, zone) === part);
        if (choices.length === 0) return null;
        return (
          <fieldset key={part}>
            <legend className="mb-2 text-sm font-semibold text-muted">{part}</legend>
            <div className="times">
              {choices.map((time) => (
                <TimeRadio key={time.startsAt} time={time} name={name} zone={zone} chosen={(time.value ?? time.startsAt) === defaultValue} />
              ))}
            </div>
          </fieldset>
        );
      })}
    </fieldset>
  );
}
