import { CopyCode } from '#app/components/copy-code.tsx';
import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { CHANNELS, type Channel } from '../admin.webhooks._index/webhook-states.ts';

interface EventFactsProps {
  event: {
    channel: Channel;
    received_at: string;
    settled_at: string | null;
    error: string | null;
    deliveries: number;
    gateway_event_id: string;
    gateway_order_id: string | null;
    gateway_payment_id: string | null;
    gateway_subject_id: string | null;
    about: { code: string | null; payoutId: string | null; refunds: { id: string; amount_paise: number }[] };
  };
}

/** Where the event stands, the ids that it carries, and what of ours it is about. */
export function EventFacts({ event }: EventFactsProps) {
  const { about } = event;
  const id = (term: string, code: string | null, what: string): SummaryRow | false => code !== null && { term, description: <CopyCode code={code} what={what} /> };
  const rows: (SummaryRow | false)[] = [
    { term: 'From', description: CHANNELS[event.channel] },
    { term: 'Received', description: <When at={event.received_at} zone={DESK_ZONE} show="dated" /> },
    { term: 'Settled', description: event.settled_at ? <When at={event.settled_at} zone={DESK_ZONE} show="dated" /> : 'Not yet' },
    event.error !== null && { term: 'Note', description: event.error },
    { term: 'Deliveries', description: event.deliveries },
    id('Event id', event.gateway_event_id, 'event id'),
    id('Order', event.gateway_order_id, 'order id'),
    id('Payment', event.gateway_payment_id, 'payment id'),
    id('Subject', event.gateway_subject_id, 'subject id'),
    { term: 'Visit', description: about.code ? <a href={`/admin/visits/${about.code}`}>{about.code}</a> : 'None of ours' },
    about.refunds.length > 0 && {
      term: about.refunds.length === 1 ? 'Refund' : 'Refunds',
      description: about.refunds.map((refund) => (
        <a key={refund.id} className="block" href={`/admin/refunds/${refund.id}`}>
          {formatPaise(refund.amount_paise)}
        </a>
      )),
    },
    about.payoutId !== null && { term: 'Payout', description: <a href={`/admin/payouts/${about.payoutId}`}>The payout</a> },
  ];
  return <SummaryList rows={rows.filter((row) => row !== false)} />;
}
