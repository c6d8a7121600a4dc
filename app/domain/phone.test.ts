import { expect, test } from 'vitest';
import { formatPhone } from './phone.ts';

test('a mobile number is read in two groups of five', () => {
  expect(formatPhone('+919000010421')).toBe('+91 90000 10421');
});

test('a landline keeps the groups it was written in', () => {
  expect(formatPhone('+91 80 4000 1210')).toBe('+91 80 4000 1210');
});
