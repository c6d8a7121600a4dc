import { format } from 'node:util';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { closeServerResources } from '#app/server-resources.server.ts';

/** Test files share a process, so that each need not load the whole product again: none finds what another has set. */
const shared = globalThis as { environmentAtStart?: NodeJS.ProcessEnv };
shared.environmentAtStart ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in shared.environmentAtStart) && !name.startsWith('VITEST')) delete process.env[name];
Object.assign(process.env, shared.environmentAtStart);
await closeServerResources();

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
