import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** `reason` says why something counts as failed when no test names itself. */
export interface Outcome {
  passed: number;
  failed: number;
  reason?: string;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: unknown[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

export async function checkTypes(): Promise<Outcome> {
  return asOneCheck(await runVisibly(['node_modules/typescript/bin/tsc', '--noEmit']));
}

export async function checkLint(): Promise<Outcome> {
  return asOneCheck(await runVisibly(['node_modules/oxlint/bin/oxlint', '--deny-warnings']));
}

/** A skipped test is a failed one: it says something works without having looked. */
export async function runVitest(files: string[], env: Record<string, string>): Promise<Outcome> {
  const reportFile = '.data/test/vitest.json';
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { report, exitCode } = await runWithReport<VitestReport>(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...files], reportFile, env);
  if (report === undefined) return { passed: 0, failed: 1, reason: 'vitest left no report' };
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  const reason = skipped > 0 ? `${skipped} skipped` : undefined;
  return judge({ passed: report.numPassedTests, failed: report.numFailedTests + unloadable + skipped, reason }, exitCode);
}

export async function runPlaywright(env: Record<string, string>): Promise<Outcome> {
  const reportFile = '.data/test/playwright.json';
  const command = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json'];
  const { report, exitCode } = await runWithReport<PlaywrightReport>(command, reportFile, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile });
  if (report === undefined) return { passed: 0, failed: 1, reason: 'playwright left no report' };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const reason = skipped > 0 ? `${skipped} skipped` : undefined;
  return judge({ passed: expected, failed: unexpected + flaky + skipped + report.errors.length, reason }, exitCode);
}

/** The runner's own word counts too: an error outside any test fails the step, and so does a run of nothing. */
function judge(outcome: Outcome, exitCode: number): Outcome {
  if (outcome.failed > 0) return outcome;
  if (exitCode !== 0) return { ...outcome, failed: 1, reason: `ended with exit code ${exitCode}` };
  if (outcome.passed === 0) return { ...outcome, failed: 1, reason: 'no test ran' };
  return outcome;
}

function asOneCheck(exitCode: number): Outcome {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runWithReport<T>(command: string[], reportFile: string, env: Record<string, string>): Promise<{ report: T | undefined; exitCode: number }> {
  mkdirSync(dirname(reportFile), { recursive: true });
  rmSync(reportFile, { force: true });
  const exitCode = await runVisibly(command, env);
  const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as T) : undefined;
  return { report, exitCode };
}

function runVisibly(command: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
