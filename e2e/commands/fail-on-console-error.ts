import { format } from 'node:util';
import { afterEach, beforeEach, expect, vi } from 'vitest';

let unexpected: string[] = [];
let expected: { pattern: RegExp; seen: boolean }[] = [];

/** The test must cause a `console.error` matching this; any other still fails it. */
export function expectConsoleError(pattern: RegExp): void {
  expected.push({ pattern, seen: false });
}

beforeEach(() => {
  unexpected = [];
  expected = [];
  vi.spyOn(console, 'error').mockImplementation((...values: unknown[]) => {
    const text = format(...values);
    const known = expected.find(({ pattern }) => pattern.test(text));
    if (known) known.seen = true;
    else unexpected.push(text);
  });
});

afterEach(() => {
  vi.mocked(console.error).mockRestore?.();
  expect(unexpected, 'unexpected console.error').toEqual([]);
  expect(expected.filter(({ seen }) => !seen).map(({ pattern }) => String(pattern)), 'expected console.error that did not come').toEqual([]);
});
