import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import type { EarnedBy } from '#app/domain/payout.ts';
import type { PayoutRow } from './payout-row.ts';
import { WhyNotPaid } from './why-not-paid.tsx';

const BESIDE: Readonly<Record<EarnedBy, string>> = { service: '', no_show: ', no-show', kept_fee: ', cancelled' };

function Named({ row }: { row: PayoutRow }) {
  return (
    <span>
      <a href={`/provider/earnings/${row.id}`}>{row.service_name}</a>
      <span className="block text-sm font-normal text-muted">
        <When at={row.starts_at} zone={row.zone} show="dated" />
        {BESIDE[row.earned_by]}
      </span>
      <code className="block text-sm font-normal text-muted">{row.code}</code>
    </span>
  );
}

function State({ row, zone }: { row: PayoutRow; zone: string }) {
  return (
    <span className="grid gap-1 max-sm:justify-items-end max-sm:text-end">
      <span>
        <StatusTag of="payout" state={row.status} />
      </span>
      <span className="block max-w-prose text-sm text-muted">
        <WhyNotPaid standing={row.standing} settledAt={row.settled_at} zone={zone} />
      </span>
      {row.utr && (
        <span className="text-sm text-muted">
          UTR <code>{row.utr}</code>
        </span>
      )}
    </span>
  );
}

/** What is taken off carries its sign; nothing taken off stays empty. */
function Off({ paise }: { paise: number }) {
  return paise === 0 ? null : <Money paise={0 - paise} />;
}

function columnsIn(zone: string): Column<PayoutRow>[] {
  return [
    { header: 'Service', title: true, cell: (row) => <Named row={row} /> },
    { header: 'Earned', end: true, cell: (row) => <Money paise={row.gross_paise} /> },
    { header: 'Commission', end: true, cell: (row) => <Off paise={row.commission_paise} /> },
    { header: 'Deductions', end: true, cell: (row) => <Off paise={row.deductions_paise} /> },
    { header: 'Taken back', end: true, cell: (row) => <Off paise={row.clawback_paise} /> },
    { header: 'Payout', end: true, cell: (row) => <strong className="font-semibold"><Money paise={row.amount_paise} /></strong> },
    { header: 'State', cell: (row) => <State row={row} zone={zone} /> },
  ];
}

export function PayoutTable({ rows, zone, filtered }: { rows: PayoutRow[]; zone: string; filtered: boolean }) {
  return (
    <DataTable
      caption="Your payouts"
      captionHidden
      columns={columnsIn(zone)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <EmptyState icon="wallet" title={filtered ? 'No payout is like that' : 'Nothing is earned yet'}>
          {filtered ? 'Choose all to see every payout.' : 'Each booking that you complete appears here with what it earns you, and is paid out by itself.'}
        </EmptyState>
      }
    />
  );
}
