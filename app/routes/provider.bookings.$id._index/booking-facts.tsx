import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import type { Actor, IndividualStatus } from '#app/domain/booking.ts';
import { formatPhone } from '#app/domain/phone.ts';

/** A booking as its provider's pages show it; instants are ISO strings. */
export interface BookingView {
  id: string;
  code: string;
  service_name: string;
  starts_at: string;
  duration_minutes: number;
  zone: string;
  status: IndividualStatus;
  clinic_name: string;
  locality: string;
  patient_name: string;
  patient_phone: string;
  cancelled_at: string | null;
  cancelled_by: Actor | null;
}

export function BookingFacts({ booking }: { booking: BookingView }) {
  const rows: SummaryRow[] = [
    {
      term: 'Patient',
      description: (
        <span className="grid gap-0.5">
          <strong className="font-semibold">{booking.patient_name}</strong>
          <a href={`tel:${booking.patient_phone}`} className="link justify-self-start">
            {formatPhone(booking.patient_phone)}
          </a>
        </span>
      ),
    },
    {
      term: 'When',
      description: (
        <>
          <When at={booking.starts_at} zone={booking.zone} show="dated" />, {booking.duration_minutes} minutes
        </>
      ),
    },
    { term: 'Where', description: `${booking.clinic_name}, ${booking.locality}` },
    { term: 'Visit code', description: <code>{booking.code}</code> },
  ];
  return <SummaryList rows={rows} />;
}
