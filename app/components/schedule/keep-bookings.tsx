import { SubmitButton } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { countBookings, type OutsideBooking } from '#app/components/schedule/outside-booking.ts';
import { OutsideTable } from '#app/components/schedule/outside-table.tsx';

interface KeepBookingsProps {
  /** What the bookings would stand outside of: "this leave". */
  outsideOf: string;
  outside: OutsideBooking[];
  /** Everything that was typed, sent again with the confirmation. */
  values: Readonly<Record<string, string>>;
  /** "Save the leave" */
  verb: string;
  /** "Change the leave"; its form comes back as it was typed. */
  editVerb?: string;
  message: string;
}

/** Nothing is saved yet: whom the change leaves outside, and the one button that keeps exactly these. */
export function KeepBookings({ outsideOf, outside, values, verb, editVerb, message }: KeepBookingsProps) {
  const these = outside.length === 1 ? 'this booking' : `these ${countBookings(outside.length)}`;
  const sent = Object.entries(values).filter(([name]) => name !== 'intent' && name !== 'keep');
  return (
    <>
      <PageHeading title={`${countBookings(outside.length)} outside ${outsideOf}`} back={{ href: '/provider/schedule', label: 'Schedule' }} />
      <Notice kind="warning" title={message} role="alert">
        <p>
          What was sold stays as it is: no time moves and nobody is written to. Keep {outside.length === 1 ? 'it' : 'them'} if you can be there. Otherwise cancel a booking: its patient gets everything back. The
          links open in a new tab, and you can also do it later from your schedule.
        </p>
      </Notice>
      <OutsideTable caption="Bookings outside the change" bookings={outside} newTab />
      <form method="post" className="flex flex-wrap items-center gap-3">
        {sent.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="keep" value={outside.map(({ id }) => id).join(' ')} />
        <SubmitButton name="intent" value="keep" submittingText="Saving…">
          {verb} and keep {these}
        </SubmitButton>
        {editVerb && (
          <SubmitButton look="secondary" name="intent" value="edit" submittingText="One moment…">
            {editVerb}
          </SubmitButton>
        )}
        <a href="/provider/schedule" className="nav-link">
          Leave it as it was
        </a>
      </form>
    </>
  );
}
