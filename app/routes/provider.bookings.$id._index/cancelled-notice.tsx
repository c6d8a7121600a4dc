import { Notice } from '#app/components/notice.tsx';
import { When } from '#app/components/when.tsx';
import type { Actor } from '#app/domain/booking.ts';
import { formatPaise } from '#app/domain/money.ts';
import { inWords } from '../admin/in-words.ts';

interface CancelledNoticeProps {
  booking: {
    cancelled_at: string | null;
    cancelled_by: Actor | null;
    cancel_reason: string | null;
    cancel_note: string | null;
    returned_paise: number | null;
    patient_name: string;
    zone: string;
  };
  /** This provider has just done it. */
  justDone: boolean;
}

const WHO: Record<Actor, string> = { patient: 'the patient', provider: 'you', admin: 'OneVisit', system: 'OneVisit' };

/** Who gave the time up, why, and what went back. The desk's own reasons and notes stay at the desk. */
export function CancelledNotice({ booking, justDone }: CancelledNoticeProps) {
  if (booking.cancelled_at === null || booking.cancelled_by === null) return null;
  const { cancelled_by: by, cancel_reason: reason, cancel_note: note, returned_paise: returned } = booking;
  const theirs = by === 'patient' || by === 'provider';
  return (
    <Notice kind={justDone ? 'success' : 'info'} title={justDone ? 'The booking is cancelled and its time is free again' : `Cancelled by ${WHO[by]}`}>
      <p>
        <When at={booking.cancelled_at} zone={booking.zone} />
        {theirs && reason && reason !== 'patient_asked' && `, ${inWords(reason).toLowerCase()}`}.{' '}
        {returned !== null && (returned > 0 ? `${formatPaise(returned)} goes back to ${booking.patient_name}` : 'Nothing goes back')}
        {returned !== null && (justDone ? ', who has been written to.' : '.')}
      </p>
      {by === 'provider' && note && <p className="text-muted">{note}</p>}
    </Notice>
  );
}
