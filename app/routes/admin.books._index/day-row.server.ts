import { totalsOf } from '#app/domain/day-totals.ts';
import type { BookDay } from '#db/books.ts';
import type { DayRow } from './days-table.tsx';

export function dayRow({ day, report, openCount, unexplainedPaise }: BookDay): DayRow {
  if (!report) return { day, openCount, unexplainedPaise, sums: null };
  const lines = new Map(totalsOf(report.figures).lines.map((line) => [line.name, line]));
  return {
    day, openCount, unexplainedPaise,
    sums: {
      transactions: report.transactions,
      settledPaise: lines.get('payments')!.inPaise,
      refundsPaise: lines.get('refunds')!.amountPaise,
      payoutsPaise: lines.get('payouts')!.amountPaise,
      settlementsPaise: report.figures.settlements.actualPaise,
    },
  };
}
