import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { formatPaise } from '#app/domain/money.ts';
import { resources } from '#app/server-resources.server.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import { findOwnQuote } from '#db/cancellation-quotes.ts';
import { findVisitHead } from '#db/visit-story.ts';
import { FullRefundTable } from '../admin/full-refund-table.tsx';
import { StaffCancelForm } from '../admin/staff-cancel-form.tsx';
import { staffCancelSchema } from '../admin/staff-cancel-schema.ts';
import { quoteForStaff } from '../admin/staff-quote.server.ts';
import { ChooseParts } from './choose-parts.tsx';

export const meta: MetaFunction<typeof loader> = ({ params }) => [{ title: `Cancel services of ${params.code} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const { db } = resources();
  const visit = await findVisitHead(db, params.code ?? '');
  if (!visit) throw notFound();
  const parts = await getCancellableParts(db, visit.id);
  const query = new URL(request.url).searchParams;
  const chosen = query.getAll('part').filter((id) => parts.some((part) => part.id === id));
  const wish = { masterBookingId: visit.id, partIds: chosen, actor: { kind: 'admin' as const, id: accountId }, now: new Date() };
  const quoted = query.has('chosen') ? await quoteForStaff(db, wish) : null;
  return json({
    visit: { code: visit.code, patientName: visit.patient_name },
    parts: parts.map((part) => {
      const { id, serviceName, providerName, startsAt, zone, status } = part;
      return { id, serviceName, providerName, startsAt, zone, status, paidPaise: effectivePaidPaise(part) };
    }),
    chosen,
    quote: quoted?.ok ? quoted.value : null,
    problem: quoted && !quoted.ok ? quoted.refusal.message : null,
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const { db, nudge } = resources();
  const visit = await findVisitHead(db, params.code ?? '');
  if (!visit) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: staffCancelSchema('admin') });
  if (submission.status !== 'success') return refuseForm(submission);
  const order = { ...submission.value, actor: { kind: 'admin' as const, id: accountId }, now: new Date() };
  const quote = await findOwnQuote(db, order);
  if (quote && quote.masterBookingId !== visit.id) throw notFound();
  const outcome = await cancelBookings(db, order);
  if (!outcome.ok && outcome.refusal.code !== 'quote_used') return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  nudge();
  return redirect(`/admin/visits/${visit.code}?done=cancelled`, 303);
}

export default function CancelServices() {
  const { visit, parts, chosen, quote, problem } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const page = `/admin/visits/${visit.code}`;
  const many = quote && quote.lines.length > 1 ? `${quote.lines.length} services` : 'the service';
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? (problem ? { part: [problem] } : {})} title="Nothing was cancelled" />
      <PageHeading title="Cancel services" back={{ href: page, label: visit.code }} lede={`For ${visit.patientName}. When we cancel, the policy is not consulted: everything comes back.`} />
      <ChooseParts parts={parts} chosen={chosen} decided={quote !== null} problem={problem} />
      {quote && (
        <>
          <FullRefundTable lines={quote.lines} refundPaise={quote.refundPaise} />
          <StaffCancelForm
            actor="admin"
            quoteId={quote.id}
            noteHint="For the audit log; neither the patient nor the provider reads it."
            verb={quote.refundPaise > 0 ? `Cancel ${many} and return ${formatPaise(quote.refundPaise)}` : `Cancel ${many}`}
            keep={{ href: page, label: 'Keep everything' }}
            refused={refused}
          />
        </>
      )}
    </>
  );
}
