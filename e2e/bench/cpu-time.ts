import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProcesses } from '../commands/claim-folder.ts';

/** The kernel counts in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** CPU seconds that each process of the world has used so far, by name; none where there is no /proc. */
export function readCpuSeconds(folder: string): Record<string, number> {
  const started = readProcesses(folder);
  const pidOf = (script: string) => started.findLast((process) => process.script === script)?.pid;
  const pidFile = join(folder, 'mysql', 'mysqld.pid');
  const pids = {
    web: pidOf('app/server.ts'),
    emulator: pidOf('e2e/razorpay-emulator/main.ts'),
    database: existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : undefined,
  };
  const { user, system } = process.cpuUsage();
  return { ...Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuSecondsOf(pid)])), client: (user + system) / 1e6 };
}

function cpuSecondsOf(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`;
  if (pid === undefined || !existsSync(file)) return 0;
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** `web 52 %, database 30 %, …` of what was used in between. */
export function shares(used: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const one of used) for (const [name, seconds] of Object.entries(one)) totals[name] = (totals[name] ?? 0) + seconds;
  const all = Object.values(totals).reduce((sum, seconds) => sum + seconds, 0);
  return Object.fromEntries(Object.entries(totals).map(([name, seconds]) => [name, all === 0 ? 0 : seconds / all]));
}

export function difference(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(after).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]));
}
