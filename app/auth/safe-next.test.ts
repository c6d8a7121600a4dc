import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each(['/visits', '/visits/7K3M?tab=money#refund', '/search?q=a%20b&city=jaipur', '/'])('%s stays as it is', (path) => {
  expect(safeNext(path)).toBe(path);
});

test.each([
  '//evil.example', '/\\evil.example', '\\/evil.example', '\\\\evil.example', '/.//evil.example', '/..//evil.example',
  '/x/..//evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example', '/\u0000/evil', 'https://evil.example',
  'https:evil.example', 'javascript:alert(1)', ' /visits', 'visits', '', `/${'a'.repeat(2_000)}`,
])('%j is not followed', (value) => {
  expect(safeNext(value, '/home')).toBe('/home');
});

test.each([null, undefined, 7, new File([], 'next')])('%s is no path', (value) => {
  expect(safeNext(value)).toBe('/');
});

test('whatever comes in, what goes out stays on the site', () => {
  const pieces = fc.array(fc.constantFrom('/', '\\', '.', '..', '//', ':', '@', '%2f', '%5c', '\t', 'evil.example', '?', '#', 'a'));
  fc.assert(
    fc.property(pieces, (parts) => {
      const next = safeNext(`/${parts.join('')}`);
      expect(new URL(next, 'https://onevisit.example/sign-in').origin).toBe('https://onevisit.example');
    }),
  );
});
