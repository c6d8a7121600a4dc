import { expect, it } from 'vitest';
import { createSeal } from './sealed-text.ts';

const OLD = `2025:${Buffer.alloc(32, 1).toString('base64')}`;
const NEW = `2026:${Buffer.alloc(32, 2).toString('base64')}`;
const NUMBER = '50100123454521';
const HERE = 'payout_account:a:number';

it('opens in its own place, with its own key, and nowhere else', () => {
  const sealed = createSeal(OLD).seal(NUMBER, HERE);
  expect(sealed).not.toContain(NUMBER);
  expect(createSeal(OLD).open(sealed, HERE)).toBe(NUMBER);
  expect(() => createSeal(OLD).open(sealed, 'payout_account:b:number')).toThrow();
  expect(() => createSeal(NEW).open(sealed, HERE)).toThrow(/not in BANK_DATA_KEYS: 2025/);
  const sameName = `2025:${Buffer.alloc(32, 9).toString('base64')}`;
  expect(() => createSeal(sameName).open(sealed, HERE)).toThrow();
});

it('never looks the same twice', () => {
  const seal = createSeal(OLD);
  expect(seal.seal(NUMBER, HERE)).not.toBe(seal.seal(NUMBER, HERE));
});

it('notices every change', () => {
  const seal = createSeal(OLD);
  const parts = seal.seal(NUMBER, HERE).split('.');
  for (const at of [1, 2, 3]) {
    const bytes = Buffer.from(parts[at]!, 'base64url');
    bytes[0]! ^= 1;
    expect(() => seal.open(parts.with(at, bytes.toString('base64url')).join('.'), HERE)).toThrow();
  }
  expect(() => seal.open(parts.with(2, '').join('.'), HERE)).toThrow();
  expect(() => seal.open(parts.with(2, parts[2]!.slice(0, 6)).join('.'), HERE), 'a tag cut short').toThrow();
});

it('goes on opening what an older key sealed, and seals with the newer', () => {
  const rotated = createSeal(`${NEW},${OLD}`);
  const old = createSeal(OLD).seal(NUMBER, HERE);
  expect(rotated.open(old, HERE)).toBe(NUMBER);
  expect([rotated.isOutdated(old), rotated.isOutdated(rotated.seal(NUMBER, HERE))]).toEqual([true, false]);
  expect(createSeal(NEW).open(rotated.seal(NUMBER, HERE), HERE)).toBe(NUMBER);
});

it('prints the same finger for the same number, key by key', () => {
  const rotated = createSeal(`${NEW},${OLD}`);
  expect(rotated.fingerprints(NUMBER)).toEqual([createSeal(NEW).fingerprints(NUMBER)[0], createSeal(OLD).fingerprints(NUMBER)[0]]);
  expect(rotated.fingerprints(NUMBER)[0]).not.toBe(rotated.fingerprints('50100123454522')[0]);
});

it.each(['', 'a', 'a:short', `a b:${Buffer.alloc(32).toString('base64')}`])('takes no key list like “%s”', (list) => {
  expect(() => createSeal(list)).toThrow(/BANK_DATA_KEYS/);
});
