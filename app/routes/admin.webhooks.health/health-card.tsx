import type { SerializeFrom } from '@remix-run/node';
import { Card } from '#app/components/card.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import type { FindingKind } from '#app/domain/watchdog.ts';
import { CHANNELS } from '../admin.webhooks._index/webhook-states.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { readHealth } from './read-health.server.ts';

type Health = SerializeFrom<typeof readHealth>;

/** What the notice above says in full. */
const SHORT: Readonly<Record<FindingKind, string>> = { lost: 'One was lost', silent: 'Silent', disabled: 'Silent for a day', wrong_secret: 'Another secret' };

function at(instant: string | null, never: string) {
  return instant ? <When at={instant} zone={DESK_ZONE} /> : never;
}

function refusedInWords(refusals: number): string {
  return refusals === 0 ? 'None' : `${refusals.toLocaleString('en-IN')} with a wrong signature`;
}

/** How one of Razorpay's two sides is heard. */
export function HealthCard({ told, finding }: { told: Health['channels'][number]; finding: Health['open'][number] | undefined }) {
  const tag = finding ? <Tag tone="warning" icon="alert-triangle">{SHORT[finding.kind]}</Tag> : <Tag tone="success" icon="check-circle">Nothing is missing</Tag>;
  return (
    <Card title={CHANNELS[told.channel]} aside={tag}>
      <SummaryList
        rows={[
          { term: 'Last heard', description: at(told.lastHeardAt, 'Never yet') },
          { term: 'Held against Razorpay’s lists until', description: at(told.lookedUntil, 'Not yet') },
          { term: 'Refused in the last 24 hours', description: refusedInWords(told.refusals) },
        ]}
      />
    </Card>
  );
}
