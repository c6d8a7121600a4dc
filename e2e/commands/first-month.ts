import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createProgressBar } from '../history/progress-bar.ts';
import { recordProcess } from './claim-folder.ts';
import { STOP_FIRST, type Shutdown } from './shutdown.ts';

const SCRIPT = 'e2e/history/live-first-month.ts';
const UNFINISHED = 'first-month-unfinished';

/** Whether a first start was stopped in the middle of its month: nobody has seen that world, and the next one is made anew. */
export function isFirstMonthUnfinished(folder: string): boolean {
  return existsSync(join(folder, UNFINISHED));
}

/** Lives the month before a first start, beside whatever else is starting, and says in a few words what came of it. */
export async function liveFirstMonth({ folder, env, shutdown }: { readonly folder: string; readonly env: Record<string, string>; readonly shutdown: Shutdown }): Promise<string> {
  writeFileSync(join(folder, UNFINISHED), '');
  // A group of its own, so that Ctrl-C reaches it as everything else: by the shutdown, in order.
  const child = spawn(process.execPath, [SCRIPT, ...(process.env.DATABASE_URL ? [] : ['--private'])], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  if (child.pid !== undefined) recordProcess(folder, { pid: child.pid, script: SCRIPT });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const lastResort = () => child.kill();
  process.on('exit', lastResort);
  await shutdown.add(STOP_FIRST.app, async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const missing: string[] = [];
  const log = createWriteStream(join(folder, 'logs', 'history.log'));
  child.stderr.pipe(log, { end: false });
  const progress = createProgressBar('History');
  createInterface(child.stdout).on('line', (line) => {
    const [, done, all] = /^(\d+) of (\d+)$/.exec(line) ?? [];
    if (done && all) return progress(Number(done), Number(all));
    if (line.startsWith('✗ ')) missing.push(line);
    log.write(`${line}\n`);
  });
  const code = await ended.finally(() => process.off('exit', lastResort));
  log.end();
  if (code !== 0) throw new Error(`The month before the first start was not lived to its end; see ${join(folder, 'logs', 'history.log')}`);
  rmSync(join(folder, UNFINISHED));
  return ['a month of visits, and one of each thing to look at', ...missing].join('\n');
}
