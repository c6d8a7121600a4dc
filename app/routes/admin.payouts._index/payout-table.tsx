import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import type { PayoutStatus } from '#app/domain/payout.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

export interface PayoutListRow {
  id: string;
  status: PayoutStatus;
  amount_paise: number;
  listed_at: string;
  utr: string | null;
  note: string | null;
  provider_id: string;
  provider_name: string;
  service_name: string;
  code: string;
}

const columns: Column<PayoutListRow>[] = [
  {
    header: 'For',
    title: true,
    cell: (row) => (
      <span>
        <a className="font-semibold" href={`/admin/payouts/${row.id}`}>{row.provider_name}</a>
        <span className="block text-sm font-normal text-muted">{row.service_name}, {row.code}</span>
      </span>
    ),
  },
  { header: 'Earned', cell: (row) => <When at={row.listed_at} zone={DESK_ZONE} /> },
  { header: 'State', cell: (row) => <StatusTag of="payout" state={row.status} desk /> },
  { header: 'What is the matter', cell: (row) => row.note && <span className="block max-w-prose text-sm">{row.note}</span> },
  { header: 'Bank reference', cell: (row) => row.utr && <code>{row.utr}</code> },
  { header: 'Amount', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
];

export function PayoutTable({ rows }: { rows: PayoutListRow[] }) {
  const empty = (
    <EmptyState icon="wallet" title="No payout here">
      A completed service makes one; it appears here the same minute.
    </EmptyState>
  );
  return <DataTable caption="Payouts" captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={empty} />;
}
