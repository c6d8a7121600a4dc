import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import type { DayLine, DayLineName, DayTotals } from '#app/domain/day-totals.ts';

export const LINE_WORDS: Readonly<Record<DayLineName, string>> = {
  payments: 'Payments settled',
  refunds: 'Refunds',
  payouts: 'Payouts',
  reversals: 'Payouts that came back',
  loads: 'Loaded into RazorpayX',
};

const columns: Column<DayLine>[] = [
  { header: 'What', title: true, cell: (line) => LINE_WORDS[line.name] },
  { header: 'How many', end: true, cell: (line) => line.count.toLocaleString('en-IN') },
  { header: 'Amount', end: true, cell: (line) => <Money paise={line.amountPaise} /> },
  { header: 'Fees with GST', end: true, cell: (line) => <Money paise={line.feePaise} /> },
  { header: 'GST in them', end: true, cell: (line) => <Money paise={line.taxPaise} /> },
  { header: 'In', end: true, cell: (line) => line.inPaise !== 0 && <Money paise={line.inPaise} /> },
  { header: 'Out', end: true, cell: (line) => line.outPaise !== 0 && <Money paise={line.outPaise} /> },
];

/** What came into the two accounts at Razorpay and what left them, fees taken into account. */
export function MovementsTable({ totals }: { totals: DayTotals }) {
  return (
    <DataTable
      caption="In and out of the accounts at Razorpay"
      columns={columns}
      rows={[...totals.lines]}
      rowKey={(line) => line.name}
      empty={null}
      totals={[
        'Together', null, null,
        <Money key="fees" paise={totals.feePaise} />, <Money key="taxes" paise={totals.taxPaise} />, <Money key="in" paise={totals.inPaise} />, <Money key="out" paise={totals.outPaise} />,
      ]}
    />
  );
}
