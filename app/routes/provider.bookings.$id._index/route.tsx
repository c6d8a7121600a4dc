import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { formatDay, localDateOf } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { findProviderBooking } from '#db/provider-bookings.ts';
import { listAddress } from '../admin/list-address.ts';
import { BookingFacts } from './booking-facts.tsx';
import { CancelledNotice } from './cancelled-notice.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.booking.service_name ?? 'Booking'} · OneVisit` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const booking = await findProviderBooking(resources().db, { providerId, id: params.id ?? '' });
  if (!booking) throw notFound();
  return json({ booking, justDone: new URL(request.url).searchParams.has('done'), date: localDateOf(booking.starts_at, booking.zone) });
}

export default function Booking() {
  const { booking, justDone, date } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title={booking.service_name}
        back={{ href: listAddress('/provider', { date }), label: formatDay(date) }}
        aside={<StatusTag of="booking" state={booking.status} desk />}
      />
      <CancelledNotice booking={booking} justDone={justDone} />
      <div className="max-w-prose">
        <Card>
          <BookingFacts booking={booking} />
        </Card>
      </div>
      {booking.status === 'confirmed' && (
        <p className="no-print">
          <ButtonLink look="secondary" icon="close" href={`/provider/bookings/${booking.id}/cancel`}>
            Cancel this booking
          </ButtonLink>
        </p>
      )}
    </>
  );
}
