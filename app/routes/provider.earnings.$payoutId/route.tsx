import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { payoutStanding } from '#app/domain/payout-standing.ts';
import { resources } from '#app/server-resources.server.ts';
import { findOwnPayout } from '#db/own-payout.ts';
import { getPractice } from '#db/provider-days.ts';
import { readPayingWorld } from '../provider.earnings._index/read-earnings.server.ts';
import { WhyNotPaid } from '../provider.earnings._index/why-not-paid.tsx';
import { zoneOf } from '../provider/diary-entry.ts';
import { PayoutSum } from './payout-sum.tsx';
import { Attempts, Clawbacks } from './payout-story.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Payout of ${data ? formatPaise(data.payout.amount_paise) : 'a service'} · OneVisit` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const { db } = resources();
  const story = await findOwnPayout(db, { providerId, id: params.payoutId ?? '' });
  if (!story) throw notFound();
  const { payout, attempts } = story;
  const zone = zoneOf((await getPractice(db, providerId)).clinics);
  const latest = attempts.at(-1);
  const standing = payoutStanding({
    status: payout.status,
    holdReason: payout.hold_reason,
    lastReason: payout.last_reason,
    nextTryAt: payout.next_try_at,
    amountPaise: payout.amount_paise,
    latestAttempt: latest ? { status: latest.status, mode: latest.mode, startedAt: latest.started_at } : null,
    ...(await readPayingWorld(db, providerId, new Date(), zone)),
  });
  return json({ ...story, standing, zone });
}

export default function Payout() {
  const { payout, attempts, nettings, clawbacks, standing, zone } = useLoaderData<typeof loader>();
  const rows: SummaryRow[] = [
    { term: 'Service', description: <a href={`/provider/bookings/${payout.booking_id}`}>{payout.service_name}</a> },
    { term: 'When', description: <When at={payout.starts_at} zone={payout.zone} show="dated" /> },
    { term: 'Where', description: payout.clinic_name },
    { term: 'Visit code', description: <code>{payout.code}</code> },
    { term: 'Earned', description: <When at={payout.created_at} zone={zone} show="dated" /> },
    ...(payout.utr === null ? [] : [{ term: 'Bank reference (UTR)', description: <CopyCode code={payout.utr} what="bank reference" /> }]),
  ];
  return (
    <>
      <PageHeading title={`Payout of ${formatPaise(payout.amount_paise)}`} back={{ href: '/provider/earnings', label: 'Earnings' }} aside={<StatusTag of="payout" state={payout.status} />} />
      <Notice kind={standing.sentence === null ? 'success' : 'info'} title={standing.sentence === null ? 'It is with your bank' : undefined}>
        <p>
          <WhyNotPaid standing={standing} settledAt={payout.settled_at} zone={zone} />
        </p>
      </Notice>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_min(22rem,50%)]">
        <div className="grid gap-6">
          <PayoutSum payout={payout} nettings={nettings} zone={zone} />
          <Clawbacks clawbacks={clawbacks} payoutId={payout.id} zone={zone} />
        </div>
        <Card title="What it is for">
          <SummaryList rows={rows} />
        </Card>
      </div>
      <Attempts attempts={attempts} zone={zone} />
    </>
  );
}
