import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, isHashOutdated, passwordMatches } from './password-hash.ts';

test('a hash is a PHC string with a salt of its own and matches its password only', async () => {
  const [first, second] = await Promise.all([hashPassword('three green parrots'), hashPassword('three green parrots')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(first).not.toBe(second);
  expect(await passwordMatches(first, 'three green parrots')).toBe(true);
  expect(await passwordMatches(first, 'three green parrotS')).toBe(false);
  expect(isHashOutdated(first)).toBe(false);
});

test('an old hash with other parameters still matches and is called outdated', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const tag = argon2Sync('argon2id', { message: 'three green parrots', nonce: salt, parallelism: 1, tagLength: 32, memory: 1_024, passes: 1 });
  const old = `$argon2id$v=19$m=1024,t=1,p=1$${salt.toString('base64').replaceAll('=', '')}$${tag.toString('base64').replaceAll('=', '')}`;
  expect(await passwordMatches(old, 'three green parrots')).toBe(true);
  expect(isHashOutdated(old)).toBe(true);
});

test('nobody has the password of nobody', async () => {
  expect(await passwordMatches(null, '')).toBe(false);
});

test('letters that look the same are the same', async () => {
  const composed = 'caf\u00e9 parrots';
  expect(await passwordMatches(await hashPassword(composed), composed.normalize('NFD'))).toBe(true);
});

test('a burst of forty is served, all of it', async () => {
  const stored = await hashPassword('three green parrots');
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => passwordMatches(stored, index % 2 ? 'three green parrots' : 'no')));
  expect(answers.filter(Boolean)).toHaveLength(20);
});
