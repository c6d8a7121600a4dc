import { Card } from '#app/components/card.tsx';
import { Money } from '#app/components/money.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import type { DayTotals } from '#app/domain/day-totals.ts';
import type { DayFigures } from '#app/domain/reconciliation.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

interface DayFactsProps {
  figures: DayFigures;
  totals: DayTotals;
  runs: number;
  endedAt: string | null;
  transactions: number;
  /** Nothing of the day is open: what differs was decided. */
  explained: boolean;
}

const NONE = 'Nothing moved on this day';

/** What was due and what came, both accounts against the ledger, and how often the day was closed. */
export function DayFacts({ figures, totals, runs, endedAt, transactions, explained }: DayFactsProps) {
  const { settlements, x, ledger } = figures;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title="Settled to our bank">
        <SummaryList
          rows={[
            { term: 'Expected by our books', description: <Money paise={settlements.expectedPaise} /> },
            { term: `Actual, in ${settlements.count} ${settlements.count === 1 ? 'settlement' : 'settlements'}`, description: <Money paise={settlements.actualPaise} /> },
            { term: 'Difference', description: <><Money paise={totals.settlementDifferencePaise} signed />{totals.settlementDifferencePaise !== 0 && explained && ', explained below'}</> },
          ]}
        />
      </Card>
      <Card title="RazorpayX account">
        <SummaryList
          rows={[
            { term: 'Opening balance', description: x.openingPaise === null ? NONE : <Money paise={x.openingPaise} /> },
            { term: 'Closing balance', description: x.closingPaise === null ? NONE : <Money paise={x.closingPaise} /> },
            { term: 'Closing balance by our ledger', description: <Money paise={x.ledgerClosingPaise} /> },
            ...(x.closingPaise === null ? [] : [{ term: 'Difference', description: <Money paise={x.closingPaise - x.ledgerClosingPaise} signed /> }]),
          ]}
        />
      </Card>
      <Card title="Ledger of the day">
        <SummaryList
          rows={[
            { term: 'Razorpay account', description: <Money paise={ledger.razorpayPaise} signed /> },
            { term: 'RazorpayX account', description: <Money paise={ledger.razorpayxPaise} signed /> },
            { term: 'All postings together', description: ledger.unbalancedPaise === 0 ? <><Money paise={0} />: they tie</> : <><Money paise={ledger.unbalancedPaise} signed />: they do not tie</> },
          ]}
        />
      </Card>
      <Card title="This report">
        <SummaryList
          rows={[
            { term: 'Transactions compared', description: transactions.toLocaleString('en-IN') },
            { term: 'Closed', description: runs === 1 ? 'Once' : `${runs} times` },
            { term: 'Last closed', description: endedAt ? <When at={endedAt} zone={DESK_ZONE} show="dated" /> : 'Not to the end' },
          ]}
        />
      </Card>
    </div>
  );
}
