import type { Failure, Outcome } from './checks.ts';
import { line } from './progress.ts';
import { explain } from './run-command.ts';

export interface Check {
  name: string;
  run: () => Promise<Outcome>;
}

/** All of them, in order, also after a failure; then the one line that counts. Returns the exit code. */
export async function runChecks(checks: Check[]): Promise<number> {
  const results: Result[] = [];
  for (const check of checks) results.push(await runCheck(check));
  console.log('');
  for (const { outcome } of results) outcome.failures?.forEach(printFailure);
  for (const { name, outcome, started, ended } of results) {
    const counts = `${outcome.passed} passed, ${outcome.failed} failed${outcome.reason === undefined ? '' : ` (${outcome.reason.split('\n')[0]})`}`;
    line(outcome.failed === 0 ? '✓' : '✗', name, counts, performance.now() - (ended - started));
  }
  const flaky = results.flatMap(({ outcome }) => outcome.flaky ?? []);
  if (flaky.length > 0) console.log(`\nflaky: ${flaky.join('\nflaky: ')}`);
  const total = (key: 'passed' | 'failed') => results.reduce((sum, { outcome }) => sum + outcome[key], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') === 0 ? 0 : 1;
}

interface Result {
  name: string;
  outcome: Outcome;
  started: number;
  ended: number;
}

async function runCheck({ name, run }: Check): Promise<Result> {
  console.log(`\n── ${name} ──`);
  const started = performance.now();
  const outcome = await run().catch((error: unknown): Outcome => ({ passed: 0, failed: 1, reason: explain(error) }));
  if (outcome.reason !== undefined) console.error(`✗ ${name}: ${outcome.reason}`);
  return { name, outcome, started, ended: performance.now() };
}

/** What was red stands at the end, where a log is read first. */
function printFailure({ title, error, picture }: Failure): void {
  console.log(`✗ ${title}\n    ${error}${picture === undefined ? '' : `\n    ${picture}`}\n`);
}
