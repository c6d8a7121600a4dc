import { FINDING_GROUPS, type FindingState } from '#app/preflight/finding.ts';
import { runPreflight } from '#app/preflight/run-preflight.ts';
import { findDemoEnvironment } from '#db/exports/running-demo.ts';

/** `npm run preflight`: what must be right before money moves, each with its mend; the exit code is 1 when anything fails. */
const SIGNS: Readonly<Record<FindingState, string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL', by_hand: 'look' };

async function main(): Promise<void> {
  const settings = process.env.DATABASE_URL ? process.env : (findDemoEnvironment() ?? process.env);
  const findings = await runPreflight(settings, new Date());
  for (const group of FINDING_GROUPS) {
    const own = findings.filter((finding) => finding.group === group);
    if (own.length > 0) process.stdout.write(`\n${group}\n`);
    for (const { state, check, found, mend } of own) process.stdout.write(`  ${SIGNS[state]}  ${check}: ${found}\n${mend === null ? '' : `        ${mend}\n`}`);
  }
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  process.stdout.write(`\n${count('fail')} fail, ${count('warn')} warn, ${count('by_hand')} to look at by hand, ${count('ok')} ok\n`);
  process.exitCode = count('fail') === 0 ? 0 : 1;
}

await main();
