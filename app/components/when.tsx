import { formatTime, formatWhen, formatWhenWithYear } from '#app/domain/appointment-time.ts';

interface WhenProps {
  at: Date | string;
  /** IANA zone of the clinic. */
  zone: string;
  /** `time` is 10:30, `full` is Tue 24 Nov, 10:30, `dated` carries the year. */
  show?: 'time' | 'full' | 'dated';
}

const formats = { time: formatTime, full: formatWhen, dated: formatWhenWithYear };

/** An instant on the clinic's clock. */
export function When({ at, zone, show = 'full' }: WhenProps) {
  return (
    <time className="whole" dateTime={new Date(at).toISOString()}>
      {formats[show](at, zone)}
    </time>
  );
}
