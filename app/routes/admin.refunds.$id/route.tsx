import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { resources } from '#app/server-resources.server.ts';
import { notePaidByTransfer, sendParkedAgain } from '#app/use-cases/resolve-parked-refund.server.ts';
import { findRefundStory } from '#db/refund-story.ts';
import { findRefund } from '#db/refunds.ts';
import { RefundState } from '../admin.refunds._index/refund-state.tsx';
import { mergeHappenings } from '../admin.visits.$code._index/happenings.ts';
import { History } from '../admin.visits.$code._index/history.tsx';
import { Ledger } from '../admin.visits.$code._index/ledger.tsx';
import { ParkedActions } from './parked-actions.tsx';
import { RefundFacts, Siblings } from './refund-facts.tsx';
import { parkedSchema } from './schema.ts';
import { AttemptsTable, LinesTable } from './tables.tsx';

const DONE = {
  again: 'It is being sent again. The newest refund of this visit says how far it is.',
  transfer: 'The transfer is noted, and the patient is being told.',
} as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Refund of ${data ? formatPaise(data.refund.amount_paise) : 'a visit'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const story = await findRefundStory(resources().db, params.id ?? '');
  if (!story) throw notFound();
  const done = new URL(request.url).searchParams.get('done');
  return json({ ...story, done: done === 'again' || done === 'transfer' ? DONE[done] : null });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const { db, nudge } = resources();
  const refund = await findRefund(db, params.id ?? '');
  if (!refund) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: parkedSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const resolution = { refundId: refund.id, adminId: accountId, now: new Date() };
  const { value } = submission;
  const outcome = value.intent === 'send_again' ? await sendParkedAgain(db, resolution) : await notePaidByTransfer(db, { ...resolution, reference: value.reference });
  if (!outcome.ok) return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  nudge();
  return redirect(`/admin/refunds/${refund.id}?done=${value.intent === 'send_again' ? 'again' : 'transfer'}`, 303);
}

export default function Refund() {
  const { refund, lines, attempts, events, entries, webhooks, siblings, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was done" />
      <PageHeading title={`Refund of ${formatPaise(refund.amount_paise)}`} back={{ href: '/admin/refunds', label: 'Refunds' }} aside={<RefundState refund={refund} />} />
      {done && <Notice kind="success" title={done} />}
      {refund.parked_reason !== null && <ParkedActions refund={refund} refused={refused} />}
      {lines.length > 0 && <LinesTable lines={lines} />}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_min(26rem,50%)]">
        <div className="grid gap-6">
          <AttemptsTable attempts={attempts} />
          <History happenings={mergeHappenings({ events, webhooks, mails: [], parts: [] })} />
        </div>
        <div className="grid gap-6">
          <RefundFacts refund={refund} />
          <Siblings siblings={siblings} />
        </div>
      </div>
      <Ledger entries={entries} parts={lines} />
    </>
  );
}
