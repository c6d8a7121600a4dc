import type { PaymentStatus } from '#app/domain/payment.ts';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

interface PaymentRow {
  id: string;
  code: string;
  gateway_order_id: string | null;
  gateway_payment_id: string | null;
  status: PaymentStatus;
  amount_paise: number;
  method: string | null;
  fee_paise: number | null;
  tax_paise: number | null;
  listed_at: string;
  next_ask_at: string | null;
}

function isStuck({ status, next_ask_at }: PaymentRow, now: string): boolean {
  return (status === 'created' || status === 'authorized') && next_ask_at !== null && next_ask_at <= now;
}

function GatewayIds({ row }: { row: PaymentRow }) {
  if (!row.gateway_order_id) return <span className="text-faint">No order yet</span>;
  return (
    <span className="grid">
      <code>{row.gateway_order_id}</code>
      {row.gateway_payment_id && <code className="text-muted">{row.gateway_payment_id}</code>}
    </span>
  );
}

function State({ row, now }: { row: PaymentRow; now: string }) {
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      <StatusTag of="payment" state={row.status} desk />
      {isStuck(row, now) && row.next_ask_at && (
        <Tag tone="warning">
          Stuck, due <When at={row.next_ask_at} zone={DESK_ZONE} show="time" />
        </Tag>
      )}
    </span>
  );
}

function columnsAt(now: string): Column<PaymentRow>[] {
  return [
    { header: 'Visit', title: true, cell: (row) => <a href={`/admin/visits/${row.code}`}>{row.code}</a> },
    { header: 'Made', cell: (row) => <When at={row.listed_at} zone={DESK_ZONE} show="dated" /> },
    { header: 'Order and payment', cell: (row) => <GatewayIds row={row} /> },
    { header: 'Method', cell: (row) => row.method && inWords(row.method) },
    { header: 'State', cell: (row) => <State row={row} now={now} /> },
    { header: 'Amount', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
    { header: 'Fee', end: true, cell: (row) => row.fee_paise !== null && <Money paise={row.fee_paise} /> },
    { header: 'GST in it', end: true, cell: (row) => row.tax_paise !== null && <Money paise={row.tax_paise} className="text-muted" /> },
  ];
}

export function PaymentTable({ rows, now }: { rows: PaymentRow[]; now: string }) {
  const empty = (
    <EmptyState icon="bank" title="No payments match">
      Take a filter away. A payment appears here as soon as somebody goes to pay.
    </EmptyState>
  );
  return <DataTable caption="Payments, newest first" captionHidden columns={columnsAt(now)} rows={rows} rowKey={(row) => row.id} empty={empty} />;
}
