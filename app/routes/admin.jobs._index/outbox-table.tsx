import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { About } from './about.tsx';
import type { Concern } from './concerns.ts';
import type { OutboxState } from './job-states.ts';
import { OutboxTag } from './state-tag.tsx';
import { taskInWords } from './task-words.ts';

interface OutboxRow {
  id: string;
  task: string;
  state: OutboxState;
  created_at: string;
  run_at: string | null;
  sent_at: string | null;
  letter: string | null;
  concerns: Concern[];
}

const at = (instant: string | null) => instant && <When at={instant} zone={DESK_ZONE} show="dated" />;

const columns: Column<OutboxRow>[] = [
  { header: 'Message', title: true, cell: (row) => taskInWords(row.task) },
  { header: 'State', cell: (row) => <OutboxTag state={row.state} /> },
  { header: 'About', cell: (row) => <About letter={row.letter} concerns={row.concerns} /> },
  { header: 'Written', cell: (row) => at(row.created_at) },
  { header: 'Not before', cell: (row) => at(row.run_at) },
  { header: 'Handed over', cell: (row) => at(row.sent_at) },
];

const nothing = (relayed: boolean) => (
  <EmptyState icon="mail" title={relayed ? 'No messages match' : 'The queue has everything'}>
    {relayed ? 'Messages appear here once the queue has them.' : 'A message waits here only until the queue has taken it, as a rule for less than a second.'}
  </EmptyState>
);

export function OutboxTable({ rows, relayed }: { rows: OutboxRow[]; relayed: boolean }) {
  const caption = relayed ? 'Messages handed over, newest first' : 'Messages waiting, oldest first';
  return <DataTable caption={caption} captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing(relayed)} />;
}
