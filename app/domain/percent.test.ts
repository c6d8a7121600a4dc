import { expect, test } from 'vitest';
import { formatPercent, parsePercent } from './percent.ts';

test.each([
  ['15', 1_500],
  ['12.5 %', 1_250],
  ['0.07', 7],
  ['100', 10_000],
  ['0', 0],
  ['100.01', null],
  ['-1', null],
  ['1.234', null],
  ['ten', null],
  ['', null],
])('%j is %j basis points', (typed, share) => {
  expect(parsePercent(typed)).toBe(share);
});

test('is written as it is typed', () => {
  expect([0, 7, 1_250, 10_000].map(formatPercent)).toEqual(['0%', '0.07%', '12.5%', '100%']);
});
