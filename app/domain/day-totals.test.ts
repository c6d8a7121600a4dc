import { expect, test } from 'vitest';
import { totalsOf } from './day-totals.ts';
import type { DayFigures, Movement } from './reconciliation.ts';

const moved = (amountPaise: number, feePaise = 0, taxPaise = 0): Movement => ({ count: 1, amountPaise, feePaise, taxPaise });
const figures: DayFigures = {
  day: '2026-11-24' as DayFigures['day'],
  payments: moved(100_000, 2_360, 360), refunds: moved(5_000), payouts: moved(70_000, 590, 90), reversals: moved(30_000, 590, 90), loads: moved(200_000),
  settlements: { count: 1, expectedPaise: 92_640, actualPaise: 92_000 },
  x: { openingPaise: 0, closingPaise: 160_000, ledgerClosingPaise: 160_000 },
  ledger: { razorpayPaise: 0, razorpayxPaise: 160_000, unbalancedPaise: 0 },
};

test('what came in less what went out is what the two accounts gained', () => {
  const { inPaise, outPaise } = totalsOf(figures);
  expect(inPaise).toBe(97_640 + 30_590 + 200_000);
  expect(outPaise).toBe(5_000 + 70_590);
  // The statement's own lines: -70 590, +30 590, +200 000.
  expect(inPaise - outPaise).toBe(92_640 + figures.x.closingPaise! - figures.x.openingPaise!);
});

test('a fee that came back is no cost, and the difference of the settlements carries its sign', () => {
  expect(totalsOf(figures)).toMatchObject({ feePaise: 2_360, taxPaise: 360, settlementDifferencePaise: -640 });
});
