import { expect, it } from 'vitest';
import { freeSlug, slugOf } from './slug.ts';

it('makes an address of a name, and cuts it without a dash at its end', () => {
  expect(slugOf('Sunrise Clinic, Indiranagar')).toBe('sunrise-clinic-indiranagar');
  expect(slugOf('  Dr. Asha  Rao! ')).toBe('dr-asha-rao');
  expect(slugOf('Sunrise Clinic', 8)).toBe('sunrise');
  expect(slugOf('ಆಶಾ')).toBe('');
  expect(slugOf('x'.repeat(120))).toHaveLength(60);
});

it('keeps clear of the addresses that are taken', () => {
  expect(freeSlug('asha-rao', new Set())).toBe('asha-rao');
  expect(freeSlug('asha-rao', new Set(['asha-rao', 'asha-rao-3']))).toBe('asha-rao-2');
  expect(freeSlug('asha-rao', new Set(['asha-rao', 'asha-rao-2']))).toBe('asha-rao-3');
});
