import type { ReactNode } from 'react';
import { Icon } from '#app/components/icon.tsx';
import { Card } from '#app/components/card.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { LiveDesk } from './read-live-desk.server.ts';

function Judged({ trouble, children }: { trouble?: boolean; children: ReactNode }) {
  if (!trouble) return <>{children}</>;
  return (
    <span className="text-warning">
      <Icon name="alert-triangle" size="sm" label="Please check" className="mr-1 inline" />
      {children}
    </span>
  );
}

/** Silence alone means nothing at night; silence while money moved does. */
function heard({ heardAt, unheard }: LiveDesk['signals']['pg'], moved: (many: number) => string): ReactNode {
  const last = heardAt ? <>last heard <When at={heardAt} zone={DESK_ZONE} /></> : 'nothing heard for two days';
  if (unheard > 0) return <Judged trouble>Silent: {last}, and {moved(unheard)} since</Judged>;
  return <>{heardAt ? 'Speaks' : 'Quiet'}: {last}, nothing is missing</>;
}

function outbox(waiting: number, since: string | null): ReactNode {
  if (waiting === 0 || since === null) return 'Empty';
  return <>{waiting.toLocaleString('en-IN')} waiting, the oldest since <When at={since} zone={DESK_ZONE} /></>;
}

function queue(jobs: LiveDesk['jobs']): ReactNode {
  if (!jobs) return <Judged trouble>The queue does not answer</Judged>;
  if (jobs.waiting === 0 || jobs.waitingSince === null) return 'Nothing waits';
  return <>{jobs.waiting.toLocaleString('en-IN')} due, the oldest since <When at={jobs.waitingSince} zone={DESK_ZONE} /></>;
}

/** Whether Razorpay speaks to us, and whether what we owe our own worker is taken. */
export function SignalsCard({ desk }: { desk: LiveDesk }) {
  const { pg, x, outboxOldestAt } = desk.signals;
  return (
    <Card title="Signals">
      <SummaryList
        rows={[
          { term: 'Payment webhooks', description: heard(pg, (many) => (many === 1 ? '1 payment was captured' : `${many} payments were captured`)) },
          { term: 'Payout webhooks', description: heard(x, (many) => (many === 1 ? '1 payout was made' : `${many} payouts were made`)) },
          { term: 'Outbox', description: outbox(desk.outboxWaiting, outboxOldestAt) },
          { term: 'Jobs', description: queue(desk.jobs), action: { href: '/admin/jobs', label: 'Look at' } },
        ]}
      />
    </Card>
  );
}
