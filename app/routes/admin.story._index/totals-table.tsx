import { Card } from '#app/components/card.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { formatPaise, sumPaise } from '#app/domain/money.ts';
import type { StoryTotals } from '#app/domain/story-totals.ts';

interface Row {
  what: string;
  /** What it is made of, where the words before it do not say it. */
  of?: string;
  side: 'in' | 'out' | 'held';
  paise: number;
}

function What({ row }: { row: Row }) {
  return (
    <span className="whitespace-normal">
      {row.what}
      {row.of && <span className="block text-sm font-normal text-muted">{row.of}</span>}
    </span>
  );
}

const columns: Column<Row>[] = [
  { header: 'Money', title: true, cell: (row) => <What row={row} /> },
  { header: 'In', end: true, cell: (row) => row.side === 'in' && <Money paise={row.paise} /> },
  { header: 'Out', end: true, cell: (row) => row.side === 'out' && <Money paise={row.paise} /> },
  { header: 'Held', end: true, cell: (row) => row.side === 'held' && <Money paise={row.paise} /> },
];

function rowsOf({ inPaise, returnedPaise, paidOutPaise, nettedPaise, held }: StoryTotals): Row[] {
  const rows: Row[] = [
    { what: 'Paid by the patient', side: 'in', paise: inPaise },
    { what: 'Returned to the patient', side: 'out', paise: returnedPaise },
    { what: 'Paid to providers', side: 'out', paise: paidOutPaise },
    { what: nettedPaise > 0 ? 'Given for another visit’s clawback' : 'Taken from another visit’s payout', side: 'out', paise: nettedPaise },
    { what: 'For services not given yet', side: 'held', paise: held.depositsPaise },
    { what: 'To be returned', side: 'held', paise: held.toReturnPaise },
    { what: 'Received for nothing, to be decided', side: 'held', paise: held.unallocatedPaise },
    { what: held.toProvidersPaise < 0 ? 'Owed by providers' : 'To be paid to providers', side: 'held', paise: held.toProvidersPaise },
    { what: 'Taxes withheld', side: 'held', paise: held.taxesPaise },
    { what: 'OneVisit’s own', of: 'Commission and kept fees, less coupons and goodwill', side: 'held', paise: held.ownPaise },
  ];
  return rows.filter((row) => row.side === 'in' || row.paise !== 0);
}

interface TotalsTableProps {
  totals: StoryTotals;
  gaps: { what: string; paise: number }[];
  unexplainedPaise: number;
}

/** In = out + held, from the ledger; what does not tie is named. */
export function TotalsTable({ totals, gaps, unexplainedPaise }: TotalsTableProps) {
  const rows = rowsOf(totals);
  const sum = (side: Row['side']) => sumPaise(rows.filter((row) => row.side === side).map((row) => row.paise));
  const { gatewayFeePaise, gatewayTaxPaise, payoutFeePaise, payoutTaxPaise } = totals.costs;
  return (
    <Card title="Control totals" aside={<span className="text-muted">In = out + held</span>}>
      {gaps.length > 0 && (
        <Notice kind="warning" title={`${formatPaise(unexplainedPaise)} unexplained`}>
          <ul>
            {gaps.map(({ what, paise }) => (
              <li key={what}>
                {what}: <Money paise={paise} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DataTable
        caption="From the ledger"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.what}
        empty={null}
        totals={['Total', <Money key="in" paise={sum('in')} />, <Money key="out" paise={sum('out')} />, <Money key="held" paise={sum('held')} />]}
      />
      <p className="text-sm text-muted">
        Moving it cost <Money paise={gatewayFeePaise + gatewayTaxPaise} /> at Razorpay (<Money paise={gatewayTaxPaise} /> of it GST) and <Money paise={payoutFeePaise + payoutTaxPaise} /> at RazorpayX (<Money paise={payoutTaxPaise} /> of it GST), on
        top of these.
      </p>
    </Card>
  );
}
