import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** `reason` says why something counts as failed when no test names itself. */
export interface Outcome {
  passed: number;
  failed: number;
  reason?: string;
  /** What was red, for the end of the run. */
  failures?: Failure[];
  /** Titles of browser tests that were green at the second try only. */
  flaky?: string[];
}

export interface Failure {
  title: string;
  /** The first line of what went wrong. */
  error: string;
  /** Path of what the browser showed. */
  picture?: string;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  specs: { title: string; file: string; line: number; tests: PlaywrightTest[] }[];
  suites?: PlaywrightSuite[];
}

interface PlaywrightTest {
  projectName: string;
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  results: { errors: { message?: string }[]; attachments: { name: string; path?: string }[] }[];
}

export async function checkTypes(): Promise<Outcome> {
  // Its threads check the same types over again: twice the work, which two cores do not win back.
  return asOneCheck(await runVisibly(['node_modules/typescript/bin/tsc', '--noEmit', '--singleThreaded']));
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
  return judge({ passed: report.numPassedTests, failed: report.numFailedTests + unloadable + skipped, reason, failures: failuresOfVitest(report) }, exitCode);
}

export async function runPlaywright(files: string[], env: Record<string, string>): Promise<Outcome> {
  const reportFile = '.data/test/playwright.json';
  const command = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json', ...files];
  const { report, exitCode } = await runWithReport<PlaywrightReport>(command, reportFile, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile });
  if (report === undefined) return { passed: 0, failed: 1, reason: 'playwright left no report' };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const reason = skipped > 0 ? `${skipped} skipped` : undefined;
  const tests = report.suites.flatMap(testsOf);
  const outsideTests = report.errors.map(({ message }): Failure => ({ title: 'browser tests', error: firstLine(message) }));
  const failures = [...failuresOfPlaywright(tests), ...outsideTests];
  const luck = tests.filter(({ test }) => test.status === 'flaky').map(({ title }) => title);
  return judge({ passed: expected + flaky, failed: unexpected + skipped + outsideTests.length, reason, failures, flaky: luck }, exitCode);
}

function failuresOfVitest(report: VitestReport): Failure[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }): Failure[] => {
    const file = relative(process.cwd(), name);
    if (status === 'failed' && assertionResults.length === 0) return [{ title: file, error: firstLine(message) }];
    const red = assertionResults.filter((one) => one.status !== 'passed');
    return red.map((one) => ({ title: `${file} › ${one.fullName}`, error: one.status === 'failed' ? firstLine(one.failureMessages?.[0]) : one.status }));
  });
}

function testsOf({ specs, suites = [] }: PlaywrightSuite): { title: string; test: PlaywrightTest }[] {
  const own = specs.flatMap((spec) => spec.tests.map((test) => ({ title: `[${test.projectName}] ${spec.file}:${spec.line} › ${spec.title}`, test })));
  return [...own, ...suites.flatMap(testsOf)];
}

function failuresOfPlaywright(tests: { title: string; test: PlaywrightTest }[]): Failure[] {
  return tests
    .filter(({ test }) => test.status === 'unexpected')
    .map(({ title, test }) => {
      const last = test.results.at(-1);
      const picture = last?.attachments.find(({ name, path }) => name === 'screenshot' && path !== undefined)?.path;
      return { title, error: firstLine(last?.errors[0]?.message), ...(picture === undefined ? {} : { picture: relative(process.cwd(), picture) }) };
    });
}

/** The next few lines too, where the first one only says that an expectation failed. */
function firstLine(message: string | undefined): string {
  const lines = stripVTControlCharacters(message ?? 'no message').split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.slice(0, /(failed|equality)$/.test(lines[0] ?? '') ? 4 : 1).join(' · ').slice(0, 300);
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
