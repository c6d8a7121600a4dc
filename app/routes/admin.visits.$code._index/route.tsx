import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { formatPhone } from '#app/domain/phone.ts';
import { resources } from '#app/server-resources.server.ts';
import { findVisitStory } from '#db/visit-story.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { DISCREPANCY_WORDS } from '../admin/discrepancy-words.ts';
import { AttemptsTable } from './attempts-table.tsx';
import { mergeHappenings } from './happenings.ts';
import { History } from './history.tsx';
import { Ledger } from './ledger.tsx';
import { PartsTable } from './parts-table.tsx';
import { PaymentCard } from './payment-card.tsx';
import { policyName } from './policy-name.ts';
import { RefundCard } from './refund-card.tsx';

const DONE: Readonly<Record<string, string>> = {
  cancelled: 'Cancelled. The money is on its way, and the patient is being told.',
  returned: 'The money is on its way.',
  asked: 'Another admin has to approve this. Nothing moves before.',
};

export const meta: MetaFunction<typeof loader> = ({ params }) => [{ title: `Visit ${params.code} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const story = await findVisitStory(resources().db, params.code ?? '');
  if (!story) throw notFound();
  const parts = story.parts.map(({ policy, ...part }) => Object.assign(part, { policy_name: policyName(policy) }));
  return json({ ...story, parts, done: DONE[new URL(request.url).searchParams.get('done') ?? ''] ?? null });
}

export default function VisitStory() {
  const { visit, parts, payment, attempts, refunds, entries, events, webhooks, mails, discrepancies, approvals, done } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title={visit.code}
        back={{ href: '/admin/visits', label: 'Visits' }}
        aside={<StatusTag of="visit" state={visit.status} desk />}
        lede={
          <>
            <p>
              {visit.patient_name}, {formatPhone(visit.patient_phone)}, {visit.patient_email}
            </p>
            Made <When at={visit.created_at} zone={DESK_ZONE} show="dated" />
            {visit.status === 'pending_payment' && (
              <>
                , held until <When at={visit.hold_expires_at} zone={DESK_ZONE} show="time" />
              </>
            )}
          </>
        }
      />
      {done && <Notice kind="success" title={done} />}
      <Actions code={visit.code} cancellable={parts.some((part) => part.status === 'confirmed')} returnable={payment?.status === 'captured'} />
      {approvals.map((approval) => (
        <Notice key={approval.id} kind="warning" title={`${formatPaise(approval.amount_paise)} waits for a second admin`}>
          <p>
            {approval.asked_by_name} asked for it. <a href="/admin/approvals">Decide</a>
          </p>
        </Notice>
      ))}
      {discrepancies.map((found) => (
        <Notice key={found.id} kind={found.resolved_at ? 'success' : 'warning'} title={DISCREPANCY_WORDS[found.kind].title}>
          <p>{found.note}</p>
        </Notice>
      ))}
      <PartsTable code={visit.code} paid={payment?.status === 'captured'} parts={parts} totals={visit} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_min(26rem,50%)]">
        <History happenings={mergeHappenings({ events, webhooks, mails, parts })} />
        <div className="grid gap-6">
          <PaymentCard payment={payment} />
          {refunds.map((refund) => (
            <RefundCard key={refund.id} refund={refund} />
          ))}
          {visit.coupon_code && (
            <Card title={`Coupon ${visit.coupon_code}`}>
              <p>{visit.coupon_description}</p>
              <p className="text-sm text-muted">Paid for by the {visit.coupon_funded_by}.</p>
            </Card>
          )}
        </div>
      </div>
      {attempts.length > 0 && <AttemptsTable attempts={attempts} />}
      <Ledger entries={entries} parts={parts} />
    </>
  );
}

function Actions({ code, cancellable, returnable }: { code: string; cancellable: boolean; returnable: boolean }) {
  return (
    <p className="flex flex-wrap gap-2 no-print">
      {cancellable && (
        <ButtonLink look="secondary" small icon="close" href={`/admin/visits/${code}/cancel`}>
          Cancel services…
        </ButtonLink>
      )}
      {returnable && (
        <ButtonLink look="secondary" small icon="refund" href={`/admin/visits/${code}/override`}>
          Return money…
        </ButtonLink>
      )}
      <ButtonLink look="quiet" small icon="wallet" href={`/admin/story?q=${code}`}>
        Money story
      </ButtonLink>
      <ButtonLink look="quiet" small icon="user" href={`/admin/visits/${code}/view-as`}>
        View as this patient…
      </ButtonLink>
    </p>
  );
}
