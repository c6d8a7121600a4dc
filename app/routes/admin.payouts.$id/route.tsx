import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { resources } from '#app/server-resources.server.ts';
import { cancelQueuedPayout, holdPayout, sendPayoutAgain } from '#app/use-cases/steer-payout.server.ts';
import { findPayoutStory, isPayout } from '#db/admin-payouts.ts';
import { mergeHappenings } from '../admin.visits.$code._index/happenings.ts';
import { History } from '../admin.visits.$code._index/history.tsx';
import { Ledger } from '../admin.visits.$code._index/ledger.tsx';
import { AttemptsTable } from './attempts-table.tsx';
import { PayoutFacts } from './payout-facts.tsx';
import { steeringSchema } from './schema.ts';
import { Steering } from './steering.tsx';

const DONE: Readonly<Record<string, string>> = {
  send_again: 'It is being sent. The newest try says how far it is.',
  hold: 'It is held until you send it.',
  cancel_queued: 'RazorpayX has cancelled it. It is held until you send it again.',
};

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Payout of ${data ? formatPaise(data.payout.amount_paise) : 'a service'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const story = await findPayoutStory(resources().db, params.id ?? '');
  if (!story) throw notFound();
  return json({ ...story, done: DONE[new URL(request.url).searchParams.get('done') ?? ''] ?? null });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db, payoutGateway, nudge } = resources();
  const payoutId = params.id ?? '';
  if (!(await isPayout(db, payoutId))) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: steeringSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { intent, reason } = submission.value;
  const order = { payoutId, adminId, reason, now: new Date() };
  const outcome = await { send_again: () => sendPayoutAgain(db, order), hold: () => holdPayout(db, order), cancel_queued: () => cancelQueuedPayout({ db, payoutGateway }, order) }[intent]();
  if (!outcome.ok) return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  nudge();
  return redirect(`/admin/payouts/${payoutId}?done=${intent}`, 303);
}

export default function Payout() {
  const { payout, attempts, events, entries, webhooks, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was done" />
      <PageHeading title={`Payout of ${formatPaise(payout.amount_paise)}`} back={{ href: '/admin/payouts', label: 'Payouts' }} aside={<StatusTag of="payout" state={payout.status} desk />} />
      {done && <Notice kind="success" title={done} />}
      <Steering payout={payout} latest={attempts.at(-1)} refused={refused} />
      <AttemptsTable attempts={attempts} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_min(26rem,50%)]">
        <History happenings={mergeHappenings({ events, webhooks, mails: [], parts: [] })} />
        <PayoutFacts payout={payout} />
      </div>
      <Ledger entries={entries} parts={[{ id: payout.individual_booking_id, service_name: payout.service_name }]} />
    </>
  );
}
