import { When } from '#app/components/when.tsx';
import type { DiaryEntry } from '../provider/diary-entry.ts';
import { Earned } from './row-actions.tsx';

/** Times that somebody holds while paying: shown so that nobody gives them away by phone, without a name yet. */
export function HeldTimes({ held }: { held: DiaryEntry[] }) {
  if (held.length === 0) return null;
  return (
    <section className="grid gap-1 text-sm">
      <h2 className="text-base">Times held, not paid</h2>
      <ul className="text-muted">
        {held.map((entry) => (
          <li key={entry.id}>
            <When at={entry.starts_at} zone={entry.zone} show="time" /> {entry.service_name}, held until{' '}
            <When at={entry.hold_expires_at} zone={entry.zone} show="time" />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Paid once and given up: the time is free again. */
export function CancelledTimes({ cancelled }: { cancelled: DiaryEntry[] }) {
  if (cancelled.length === 0) return null;
  return (
    <section className="grid gap-1 text-sm">
      <h2 className="text-base">Cancelled</h2>
      <ul className="text-muted">
        {cancelled.map((entry) => (
          <li key={entry.id}>
            <When at={entry.starts_at} zone={entry.zone} show="time" /> <a href={`/provider/bookings/${entry.id}`}>{entry.patient_name}</a>, {entry.service_name} <Earned entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}
