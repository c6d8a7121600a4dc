import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import type { OutsideBooking } from '#app/components/schedule/outside-booking.ts';
import { When } from '#app/components/when.tsx';
import type { OutsideReason } from '#app/domain/schedule-cover.ts';

interface OutsideTableProps {
  caption: string;
  bookings: OutsideBooking[];
  /** Where leaving the page would lose what was typed. */
  newTab?: boolean;
}

const WHY: Record<OutsideReason, string> = { closed: 'Not in your hours', no_seat: 'More than the seats' };

function columnsWith(away: { target?: string; rel?: string }): Column<OutsideBooking>[] {
  return [
    { header: 'When', title: true, cell: ({ startsAt, zone }) => <When at={startsAt} zone={zone} /> },
    {
      header: 'Patient',
      cell: ({ id, patientName, holdExpiresAt, zone }) =>
        patientName === null ? (
          <>
            Being paid until <When at={holdExpiresAt} zone={zone} show="time" />
          </>
        ) : (
          <a href={`/provider/bookings/${id}`} {...away}>
            {patientName}
          </a>
        ),
    },
    { header: 'Service', cell: ({ serviceName }) => serviceName },
    { header: 'Clinic', cell: ({ clinicName }) => clinicName },
    { header: 'Why', cell: ({ reason }) => WHY[reason] },
    {
      header: 'What to do',
      cell: ({ id, patientName }) =>
        patientName === null ? (
          'Stands if it is paid'
        ) : (
          <>
            Keep it, or{' '}
            <a href={`/provider/bookings/${id}/cancel`} {...away}>
              cancel and refund<span className="sr-only"> the booking of {patientName}</span>
            </a>
          </>
        ),
    },
  ];
}

const COLUMNS = columnsWith({});
const COLUMNS_AWAY = columnsWith({ target: '_blank', rel: 'noopener' });

/** Whom it is about, when, and the one thing that can be done beside keeping it. */
export function OutsideTable({ caption, bookings, newTab = false }: OutsideTableProps) {
  return <DataTable caption={caption} captionHidden columns={newTab ? COLUMNS_AWAY : COLUMNS} rows={bookings} rowKey={({ id }) => id} empty={null} />;
}
