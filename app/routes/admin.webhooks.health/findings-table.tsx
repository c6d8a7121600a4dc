import type { SerializeFrom } from '@remix-run/node';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { repairedInWords, WRONG } from '#app/domain/watch-words.ts';
import type { WatchFinding } from '#db/watch-findings.ts';
import { CHANNELS } from '../admin.webhooks._index/webhook-states.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { repairsOf } from './repairs.ts';

type Row = SerializeFrom<WatchFinding>;

const columns: Column<Row>[] = [
  { header: 'What', title: true, cell: (row) => <span>{WRONG[row.kind]}<span className="block text-sm font-normal text-muted">{CHANNELS[row.channel]}</span></span> },
  { header: 'Missed', cell: (row) => <span><When at={row.first_missed_at} zone={DESK_ZONE} />{row.missed > 1 && <> to <When at={row.last_missed_at} zone={DESK_ZONE} /></>}</span> },
  { header: 'Events', end: true, cell: (row) => row.missed.toLocaleString('en-IN') },
  { header: 'Mended', cell: (row) => repairedInWords(repairsOf(row)) },
  { header: 'State', cell: (row) => (row.closed_at ? <span><Tag tone="success" icon="check-circle">Over</Tag> <When at={row.closed_at} zone={DESK_ZONE} /></span> : <Tag tone="warning" icon="clock">Until events are heard again</Tag>) },
];

const nothing = (
  <EmptyState icon="signal" title="No webhook was ever missed">
    Every five minutes Razorpay’s lists are held against the events that came. What no event told appears here, with what was mended.
  </EmptyState>
);

export function FindingsTable({ rows }: { rows: Row[] }) {
  return <DataTable caption="What was missed, newest first" columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}
