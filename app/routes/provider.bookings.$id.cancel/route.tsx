import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { resources } from '#app/server-resources.server.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { findOwnQuote } from '#db/cancellation-quotes.ts';
import { findProviderBooking } from '#db/provider-bookings.ts';
import { FullRefundTable } from '../admin/full-refund-table.tsx';
import { StaffCancelForm } from '../admin/staff-cancel-form.tsx';
import { staffCancelSchema } from '../admin/staff-cancel-schema.ts';
import { quoteForStaff } from '../admin/staff-quote.server.ts';
import { BookingFacts } from '../provider.bookings.$id._index/booking-facts.tsx';

export const meta: MetaFunction = () => [{ title: 'Cancel a booking · OneVisit' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const { db } = resources();
  const booking = await findProviderBooking(db, { providerId, id: params.id ?? '' });
  if (!booking) throw notFound();
  const actor = { kind: 'provider' as const, id: accountId };
  const quote = await quoteForStaff(db, { masterBookingId: booking.master_booking_id, partIds: [booking.id], actor, now: new Date() });
  // Somebody else was quicker, or it took place: its page says which.
  if (!quote.ok) throw redirect(`/provider/bookings/${booking.id}`, 303);
  // What comes along is a follow-up with the same provider; anybody else's part is not this provider's to cancel.
  if (quote.value.lines.some((line) => line.providerId !== providerId)) throw notFound();
  return json({ booking, quote: quote.value });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const { db, nudge } = resources();
  const booking = await findProviderBooking(db, { providerId, id: params.id ?? '' });
  if (!booking) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: staffCancelSchema('provider') });
  if (submission.status !== 'success') return refuseForm(submission);
  const actor = { kind: 'provider' as const, id: accountId };
  const order = { ...submission.value, actor, now: new Date() };
  const quote = await findOwnQuote(db, order);
  if (quote && !quote.body.partIds.includes(booking.id)) throw notFound();
  const outcome = await cancelBookings(db, order);
  if (!outcome.ok && outcome.refusal.code !== 'quote_used') return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  nudge();
  return redirect(`/provider/bookings/${booking.id}?done=1`, 303);
}

export default function CancelBooking() {
  const { booking, quote } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const page = `/provider/bookings/${booking.id}`;
  const paid = quote.refundPaise > 0;
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was cancelled" />
      <PageHeading title="Cancel this booking" back={{ href: page, label: booking.service_name }} />
      <div className="grid max-w-prose gap-6">
        <Card>
          <BookingFacts booking={booking} />
        </Card>
        <Notice title={paid ? `${booking.patient_name} gets everything back: ${formatPaise(quote.refundPaise)}` : 'Nothing was paid for it, so nothing goes back'}>
          <p>When you cancel, no fee is kept. The patient is written to at once, the time is free again, and the rest of the visit stays as it is.</p>
        </Notice>
      </div>
      {quote.lines.length > 1 && <FullRefundTable lines={quote.lines} refundPaise={quote.refundPaise} />}
      <StaffCancelForm
        actor="provider"
        quoteId={quote.id}
        noteHint="For your own record and our desk. Please write no health details here."
        verb={paid ? `Cancel and return ${formatPaise(quote.refundPaise)}` : 'Cancel this booking'}
        keep={{ href: page, label: 'Keep the booking' }}
        refused={refused}
      />
    </>
  );
}
