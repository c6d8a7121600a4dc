import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { CORRECTION_LIMIT_PAISE } from '#app/domain/reconciliation.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

export interface ClawbackListRow {
  id: string;
  amount_paise: number;
  open_paise: number;
  written_off_paise: number;
  write_off_reason: string | null;
  written_off_by: string | null;
  created_at: string;
  escalated_at: string | null;
  refund_id: string;
  provider_id: string;
  provider_name: string;
  service_name: string;
  code: string;
  asked_by_id: string | null;
  asked_by: string | null;
  ask_reason: string | null;
}

const common: Column<ClawbackListRow>[] = [
  {
    header: 'Who owes',
    title: true,
    cell: (row) => (
      <span>
        <a className="font-semibold" href={`/admin/providers/${row.provider_id}`}>{row.provider_name}</a>
        <span className="block text-sm font-normal text-muted">{row.service_name}, <a href={`/admin/visits/${row.code}`}>{row.code}</a></span>
      </span>
    ),
  },
  { header: 'Since', cell: (row) => <><When at={row.created_at} zone={DESK_ZONE} /> {row.escalated_at && <Tag tone="warning">Over a month</Tag>}</> },
  { header: 'For', cell: (row) => <a href={`/admin/refunds/${row.refund_id}`}>The refund</a> },
  { header: 'Taken back', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
];

const ALONE = `More than ${formatPaise(CORRECTION_LIMIT_PAISE)} of yours in a day takes another admin: you ask, they write it off.`;

/** A row whose write-off was just refused carries why. */
type OpenRow = ClawbackListRow & { errors: string[] | undefined; mine: boolean };

/** Behind a line in each row: money is given up here, and the reason stays. More than one admin may give up is asked for first. */
function WriteOff({ row }: { row: OpenRow }) {
  if (row.mine) return <span className="text-sm text-muted">You asked to write it off: {row.ask_reason} <Tag tone="warning">Waits for another admin</Tag></span>;
  return (
    <details open={row.errors !== undefined}>
      <summary className="link inline-flex min-h-11 items-center">{row.asked_by ? `${row.asked_by} asks to write it off…` : 'Write off…'}</summary>
      {row.ask_reason && <p className="text-sm text-muted">{row.ask_reason}</p>}
      <form method="post" noValidate className="mt-2 grid gap-2 text-start">
        <input type="hidden" name="clawbackId" value={row.id} />
        <TextField label="Why the platform bears it" hint={ALONE} name="reason" id={`reason-${row.id}`} maxLength={300} errors={row.errors} />
        <div><SubmitButton look="danger" submittingText="Writing off…">Write off {formatPaise(row.open_paise)}</SubmitButton></div>
      </form>
    </details>
  );
}

const openColumns: Column<OpenRow>[] = [
  ...common,
  { header: 'Still open', end: true, cell: (row) => <Money paise={row.open_paise} /> },
  { header: 'Write off', action: true, cell: (row) => <WriteOff row={row} /> },
];

export function OpenClawbacks({ rows, adminId, refused }: { rows: ClawbackListRow[]; adminId: string; refused: { clawbackId: string | undefined; errors: string[] } | null }) {
  const told = rows.map((row) => ({ ...row, errors: refused?.clawbackId === row.id ? refused.errors : undefined, mine: row.asked_by_id === adminId }));
  const empty = <EmptyState icon="check-circle" title="Nobody owes anything">A refund of a service that was paid out appears here until the next payouts have covered it.</EmptyState>;
  return <DataTable caption="Open, oldest first" columns={openColumns} rows={told} rowKey={(row) => row.id} empty={empty} />;
}

const closedColumns: Column<ClawbackListRow>[] = [
  ...common,
  { header: 'Written off', end: true, cell: (row) => row.written_off_paise > 0 && <span><Money paise={row.written_off_paise} /><span className="block text-sm text-muted">{row.written_off_by}: {row.write_off_reason}</span></span> },
];

export function ClosedClawbacks({ rows }: { rows: ClawbackListRow[] }) {
  return <DataTable caption="Closed, newest first" columns={closedColumns} rows={rows} rowKey={(row) => row.id} empty="None is closed yet." />;
}
