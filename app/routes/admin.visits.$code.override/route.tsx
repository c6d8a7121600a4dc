import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { resources } from '#app/server-resources.server.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import { findVisitHead } from '#db/visit-story.ts';
import { OverrideForm } from './override-form.tsx';
import { PartList } from './part-list.tsx';
import { returnableParts } from './returnable-part.ts';
import { overrideSchema } from './schema.ts';

/** Refusals that are about the amount stand beside it. */
const ABOUT_AMOUNT: ReadonlySet<string> = new Set(['too_much', 'nothing_to_do']);

export const meta: MetaFunction<typeof loader> = ({ params }) => [{ title: `Return money of ${params.code} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const visit = await findVisitHead(db, params.code ?? '');
  if (!visit) throw notFound();
  const parts = returnableParts(await getCancellableParts(db, visit.id));
  const partId = new URL(request.url).searchParams.get('part');
  const chosen = parts.find((part) => part.id === partId) ?? null;
  if (partId !== null && chosen === null) throw notFound();
  return json({ visit: { code: visit.code, patientName: visit.patient_name }, parts, chosen: chosen ?? (parts.length === 1 ? parts[0]! : null) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const { db, nudge } = resources();
  const visit = await findVisitHead(db, params.code ?? '');
  if (!visit) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: overrideSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { partId, expectedRemainderPaise, amount, reason, note, alsoCancel, platformBears } = submission.value;
  const wish = { masterBookingId: visit.id, partId, amountPaise: amount!, expectedRemainderPaise, reason, note, alsoCancel: alsoCancel === 'on', ...(platformBears && { borneBy: 'platform' as const }) };
  const outcome = await overrideRefund(db, { adminId: accountId, wish, now: new Date() });
  if (!outcome.ok) {
    const { code, message } = outcome.refusal;
    return refuseForm(submission, ABOUT_AMOUNT.has(code) ? { fieldErrors: { amount: [message] } } : { formErrors: [message] });
  }
  nudge();
  return redirect(`/admin/visits/${visit.code}?done=${outcome.value.kind === 'requested' ? 'returned' : 'asked'}`, 303);
}

export default function ReturnMoney() {
  const { visit, parts, chosen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const page = `/admin/visits/${visit.code}`;
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was returned" />
      <PageHeading
        title={chosen ? `Return money for ${chosen.serviceName}` : 'Return money'}
        back={{ href: page, label: visit.code }}
        lede={chosen ? <>{chosen.providerName}, <When at={chosen.startsAt} zone={chosen.zone} />, for {visit.patientName}</> : `For ${visit.patientName}, beside the policy.`}
        aside={chosen && <StatusTag of="booking" state={chosen.status} desk />}
      />
      {!chosen && <PartList parts={parts} />}
      {chosen && (
        <div className="grid max-w-prose gap-6">
          <div className="card">
            <SummaryList
              rows={[
                { term: 'Paid', description: <Money paise={chosen.paidPaise} /> },
                { term: 'Returned so far', description: <Money paise={chosen.refundedPaise} /> },
                { term: 'Fee kept', description: <Money paise={chosen.keptPaise} /> },
                { term: 'Can be returned', description: <strong className="font-semibold"><Money paise={chosen.remainderPaise} /></strong> },
              ]}
            />
          </div>
          {chosen.remainderPaise === 0 ? (
            <Notice title="Everything that was paid for it has gone back, or is on its way." />
          ) : (
            <OverrideForm part={chosen} back={page} refused={refused} />
          )}
        </div>
      )}
    </>
  );
}
