import { expect, test } from 'vitest';
import { refundExpectedBy } from './refund-date.ts';

test.each([
  ['a Monday', '2026-11-23T06:00:00Z', '2026-12-02'],
  ['a Friday', '2026-11-27T06:00:00Z', '2026-12-08'],
  ['a Saturday counts from Monday', '2026-11-28T06:00:00Z', '2026-12-08'],
  ['a Sunday counts from Monday', '2026-11-29T06:00:00Z', '2026-12-08'],
  ['the clinic’s Monday, still Sunday in UTC', '2026-11-29T19:00:00Z', '2026-12-09'],
])('seven working days from %s', (_, requestedAt, expected) => {
  expect(refundExpectedBy(new Date(requestedAt), 'Asia/Kolkata')).toBe(expected);
});
