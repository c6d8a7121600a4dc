import { Notice } from '#app/components/notice.tsx';
import { countBookings, type OutsideBooking } from '#app/components/schedule/outside-booking.ts';
import { OutsideTable } from '#app/components/schedule/outside-table.tsx';

/** More than a screen of them waits behind a line. */
const SHOWN_AT_ONCE = 8;

/** Sold bookings that the rules do not hold any more, until they are over, cancelled or covered again. */
export function OutsideSection({ outside }: { outside: OutsideBooking[] }) {
  if (outside.length === 0) return null;
  return (
    <section className="grid gap-3" aria-label="Bookings outside your hours">
      <Notice kind="warning" title={`Outside your hours: ${countBookings(outside.length)}`}>
        <p>{outside.length === 1 ? 'It stands and its patient will come. Keep it, or cancel it' : 'They stand and their patients will come. Keep each, or cancel it'} with everything given back.</p>
      </Notice>
      <details open={outside.length <= SHOWN_AT_ONCE}>
        <summary className="link mb-2 inline-flex min-h-11 items-center">Show or hide the list</summary>
        <OutsideTable caption="Bookings outside your hours" bookings={outside} />
      </details>
    </section>
  );
}
