import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { inWords } from '../admin/in-words.ts';

export interface CorrectionLine {
  account: string;
  /** Signed, debit positive. */
  amountPaise: number;
}

const columns: Column<CorrectionLine>[] = [
  { header: 'Account', title: true, cell: (line) => inWords(line.account) },
  { header: 'Posted', end: true, cell: (line) => <Money paise={line.amountPaise} signed /> },
];

/** The entry that accepting would write, or has written, debit positive. */
export function CorrectionTable({ caption, lines }: { caption: string; lines: CorrectionLine[] }) {
  return <DataTable caption={caption} columns={columns} rows={lines} rowKey={(line) => line.account} empty={<p className="text-muted">Accepting Razorpay’s word would post nothing. Ignore it with a reason, or link it.</p>} />;
}
