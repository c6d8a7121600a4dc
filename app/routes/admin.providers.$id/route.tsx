import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { resources } from '#app/server-resources.server.ts';
import { rejectProvider } from '#app/use-cases/reject-provider.server.ts';
import { reviewAccount } from '#app/use-cases/review-account.server.ts';
import { findProviderStory } from '#db/admin-providers.ts';
import { findPractice } from '#db/desk-providers.ts';
import { isProvider } from '#db/payees.ts';
import { History } from '../admin.visits.$code._index/history.tsx';
import { AccountCard, PastAccounts } from './account-card.tsx';
import { ReviewForms, StopForm } from './decision-forms.tsx';
import { payeeHappenings } from './happenings.ts';
import { PracticeCard } from './practice-card.tsx';
import { DocumentsCard, ProfileCard } from './profile-card.tsx';
import { providerSchema } from './schema.ts';

const DONE = {
  pass: 'Passed. The provider is verified and is being told; what waited is on its way.',
  fail: 'Failed. The provider is being told why.',
  reject: 'The provider is not paid from now on, and is being told why.',
  saved: 'It is saved, and in the audit log.',
} as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.provider.name ?? 'Provider'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const story = await findProviderStory(db, params.id ?? '');
  if (!story) throw notFound();
  const done = new URL(request.url).searchParams.get('done');
  return json({ ...story, practice: await findPractice(db, story.provider.id), done: done === 'pass' || done === 'fail' || done === 'reject' || done === 'saved' ? DONE[done] : null });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db, nudge } = resources();
  const providerId = params.id ?? '';
  if (!(await isProvider(db, providerId))) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: providerSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { value } = submission;
  const order = { providerId, adminId, now: new Date() };
  const outcome =
    value.intent === 'reject'
      ? await rejectProvider(db, { ...order, reason: value.reason })
      : await reviewAccount(db, { ...order, payoutAccountId: value.payoutAccountId, verdict: value.intent === 'pass' ? { kind: 'pass', note: value.note } : { kind: 'fail', reason: value.reason } });
  if (!outcome.ok) return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  nudge();
  return redirect(`/admin/providers/${providerId}?done=${value.intent}`, 303);
}

function SharedWith({ others }: { others: { id: string; name: string }[] }) {
  if (others.length === 0) return null;
  return (
    <Notice kind="danger" title="The same account is given by somebody else">
      <ul className="grid gap-1">
        {others.map(({ id, name }) => (
          <li key={id}>
            <a href={`/admin/providers/${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

export default function Provider() {
  const { provider, profile, accounts, documents, events, audits, sharedWith, practice, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { name, onboarding_status: status } = provider;
  const current = accounts.find((account) => account.retired_at === null);
  const inReview = status === 'bank_check' && current?.status === 'review';
  const mayStop = !inReview && (status === 'submitted' || status === 'bank_check' || status === 'verified');
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was done" />
      <PageHeading title={name} back={{ href: '/admin/providers', label: 'Providers' }} aside={<StatusTag of="onboarding" state={status} desk />} />
      {done && <Notice kind="success" title={done} />}
      <SharedWith others={sharedWith} />
      {inReview && <ReviewForms account={current} name={name} refused={refused} />}
      {status === 'rejected' && profile?.decision_reason && (
        <Notice kind="warning" title="Not paid at present">
          <p>{profile.decision_reason}</p>
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {current && <AccountCard account={current} />}
        <ProfileCard provider={provider} profile={profile} />
        <PracticeCard providerId={provider.id} practice={practice} />
        <DocumentsCard documents={documents} />
        {mayStop && <StopForm status={status} name={name} refused={refused} />}
      </div>
      {/* Earnings and payouts of this provider stand here. */}
      <PastAccounts accounts={accounts.filter((account) => account.retired_at !== null)} />
      <History happenings={payeeHappenings(events, audits)} />
    </>
  );
}
