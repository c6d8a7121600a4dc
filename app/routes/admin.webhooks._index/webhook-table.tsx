import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { CHANNELS, type Channel, type WebhookState } from './webhook-states.ts';
import { WebhookTag } from './webhook-tag.tsx';

interface WebhookRow {
  id: string;
  channel: Channel;
  name: string;
  gateway_payment_id: string | null;
  state: WebhookState;
  error: string | null;
  deliveries: number;
  listed_at: string;
  code: string | null;
}

function Tick({ row }: { row: WebhookRow }) {
  return (
    <label className="choice">
      <input type="checkbox" name="eventId" value={row.id} />
      <span className="sr-only">
        {row.name}, {row.listed_at}
      </span>
    </label>
  );
}

const columns: Column<WebhookRow>[] = [
  { header: 'Tick', action: true, cell: (row) => <Tick row={row} /> },
  {
    header: 'Event',
    title: true,
    cell: (row) => (
      <span>
        <a href={`/admin/webhooks/${row.id}`}>{row.name}</a>
        <span className="block font-normal text-muted">{CHANNELS[row.channel]}</span>
      </span>
    ),
  },
  { header: 'Received', cell: (row) => <When at={row.listed_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'Visit', cell: (row) => row.code && <a className="link whole" href={`/admin/visits/${row.code}`}>{row.code}</a> },
  { header: 'Payment', cell: (row) => row.gateway_payment_id && <code>{row.gateway_payment_id}</code> },
  {
    header: 'State',
    cell: (row) => (
      <span>
        <WebhookTag state={row.state} />
        {row.error && <span className="block text-muted">{row.error}</span>}
      </span>
    ),
  },
  { header: 'Deliveries', end: true, cell: (row) => row.deliveries },
];

const nothing = (
  <EmptyState icon="signal" title="No events match">
    Razorpay’s events appear here the moment they arrive, whatever becomes of them.
  </EmptyState>
);

export function WebhookTable({ rows }: { rows: WebhookRow[] }) {
  return <DataTable caption="Webhook events, newest first" captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}
