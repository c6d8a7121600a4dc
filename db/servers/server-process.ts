import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A database that answers. `url` carries user, password and database name. */
export interface RunningServer {
  url: string;
  description: string;
  /** Settles with a sentence when the server ends without being asked to; never when it was not started by us. */
  died: Promise<string>;
  stop(): Promise<void>;
}

export interface Daemon {
  child: ChildProcess;
  exited: Promise<string>;
  stop(): Promise<void>;
}

interface DaemonOptions {
  name: string;
  command: string;
  args: string[];
  logFile: string;
  /** The signal this program understands as "finish and leave". */
  stopSignal: NodeJS.Signals;
  uid?: number;
  gid?: number;
  env?: NodeJS.ProcessEnv;
}

const STOP_SECONDS = 30;

/**
 * In a process group of its own: Ctrl-C in the terminal must reach the command only,
 * which then stops its servers in the right order.
 */
export function startDaemon(options: DaemonOptions): Daemon {
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: options.env ?? process.env,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
  });
  closeSync(log);
  const lastResort = () => child.kill(options.stopSignal);
  process.on('exit', lastResort);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${options.name} did not start: ${error.message}`));
    child.once('exit', (code, signal) =>
      resolve(`${options.name} ended (${signal ?? `exit code ${code}`}).\n${tailOf(options.logFile)}`),
    );
  }).finally(() => process.off('exit', lastResort));
  return { child, exited, stop: () => stopChild(child, exited, options.stopSignal) };
}

async function stopChild(child: ChildProcess, exited: Promise<string>, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const gone = await Promise.race([exited.then(() => true), sleep(STOP_SECONDS * 1000, false, { ref: false })]);
  if (gone) return;
  child.kill('SIGKILL');
  await exited;
}

/** Asks `probe` until it succeeds; gives up when the process ends or time runs out. */
export async function waitUntilReady(daemon: Daemon, probe: () => Promise<void>, seconds: number): Promise<void> {
  let ended: string | undefined;
  void daemon.exited.then((reason) => (ended = reason));
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (ended !== undefined) throw new Error(ended, { cause: error });
      if (performance.now() > deadline) throw new Error(`No answer within ${seconds} s: ${String(error)}`, { cause: error });
      await sleep(50);
    }
  }
}

/** A server left behind by a killed command is stopped; a lock file whose process is not ours is only removed. */
export async function endLeftover(pidFile: string, dataDirectory: string, signal: NodeJS.Signals): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  if (commandLineOf(pid).includes(dataDirectory)) await endProcess(pid, signal);
  rmSync(pidFile, { force: true });
}

export async function endProcess(pid: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(pid, signal);
  const deadline = performance.now() + STOP_SECONDS * 1000;
  while (commandLineOf(pid) !== '') {
    if (performance.now() > deadline) process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
}

/** Empty when no such process runs. */
export function commandLineOf(pid: number): string {
  if (!Number.isSafeInteger(pid) || pid <= 1) return '';
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.trim();
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

export function tailOf(logFile: string, lines = 15): string {
  if (!existsSync(logFile)) return '';
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
