import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimalRupees, formatPaise, formatPaiseShort, parseRupees, paise, shareOfPaise } from './money.ts';

describe('money', () => {
  it.each([
    [0, '₹0.00'],
    [5, '₹0.05'],
    [99_999, '₹999.99'],
    [100_000, '₹1,000.00'],
    [10_000_000, '₹1,00,000.00'],
    [1_234_567_890, '₹1,23,45,678.90'],
    [-12_454, '−₹124.54'],
  ])('formats %i paise as %s', (amount, text) => expect(formatPaise(amount)).toBe(text));

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [123_450, '1234.50'],
    [-20_000, '-200.00'],
    [-7, '-0.07'],
  ])('writes %i paise for other programs as %s', (amount, text) => expect(formatDecimalRupees(amount)).toBe(text));

  it('drops only a bare .00', () => {
    expect(formatPaiseShort(79_900)).toBe('₹799');
    expect(formatPaiseShort(79_950)).toBe('₹799.50');
  });

  it('refuses fractions of a paisa', () => {
    expect(() => paise(0.5)).toThrow(RangeError);
    expect(() => paise(2 ** 53)).toThrow(RangeError);
  });

  it.each(['', 'abc', '1.234', '-5', '1e3', '.5'])('does not read %j as an amount', (text) => expect(parseRupees(text)).toBeNull());

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amount) => {
        expect(parseRupees(formatPaise(amount))).toBe(amount);
      }),
    );
  });

  it('floors a share exactly, also where a double would slip', () => {
    expect(shareOfPaise(79_900, 2_000)).toBe(15_980);
    expect(shareOfPaise(9_007_199_254_740_991, 9_999)).toBe(9_006_298_534_815_516);
    expect(shareOfPaise(24_908, 5_000)).toBe(12_454);
  });
});
