import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['app/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'jobs/**/*.test.ts', 'e2e/**/*.test.ts'],
    setupFiles: ['e2e/commands/begin-test-file.ts', 'e2e/commands/fail-on-console-error.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 3,
    // The runs on the calendar's edges read what the first run has made of the same files.
    experimental: { fsModuleCache: true },
    // A test that hangs ends, and one on a busy machine does not.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
