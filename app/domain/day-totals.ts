import type { DayFigures, Movement } from './reconciliation.ts';

export const DAY_LINES = ['payments', 'refunds', 'payouts', 'reversals', 'loads'] as const;
export type DayLineName = (typeof DAY_LINES)[number];

/** One line of a day: what it brought into the two accounts at Razorpay, or took out of them. Paise. */
export interface DayLine extends Movement {
  readonly name: DayLineName;
  readonly inPaise: number;
  readonly outPaise: number;
}

export interface DayTotals {
  readonly lines: readonly DayLine[];
  readonly inPaise: number;
  readonly outPaise: number;
  /** Fees of all lines less those that came back, tax included. */
  readonly feePaise: number;
  readonly taxPaise: number;
  /** Actual less expected. */
  readonly settlementDifferencePaise: number;
}

/** A payment's fee is taken off it, that of a refund or payout is added; a payout that comes back brings its fee along. */
function lineOf(name: DayLineName, movement: Movement): DayLine {
  const { amountPaise, feePaise, taxPaise } = movement;
  switch (name) {
    case 'payments':
      return { name, ...movement, inPaise: amountPaise - feePaise, outPaise: 0 };
    case 'reversals':
      return { name, ...movement, feePaise: -feePaise, taxPaise: -taxPaise, inPaise: amountPaise + feePaise, outPaise: 0 };
    case 'loads':
      return { name, ...movement, inPaise: amountPaise + feePaise, outPaise: 0 };
    default:
      return { name, ...movement, inPaise: 0, outPaise: amountPaise + feePaise };
  }
}

/** A day's sums, from the figures its report keeps. */
export function totalsOf(figures: DayFigures): DayTotals {
  const lines = DAY_LINES.map((name) => lineOf(name, figures[name]));
  const sum = (of: (line: DayLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    lines,
    inPaise: sum((line) => line.inPaise),
    outPaise: sum((line) => line.outPaise),
    feePaise: sum((line) => line.feePaise),
    taxPaise: sum((line) => line.taxPaise),
    settlementDifferencePaise: figures.settlements.actualPaise - figures.settlements.expectedPaise,
  };
}
