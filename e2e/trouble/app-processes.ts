import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDaemon, waitUntilReady } from '#db/servers/server-process.ts';

export interface AppProcess {
  readonly origin: string;
  /** As a crash, a power cut or the kernel would: no handler runs. */
  kill(): Promise<void>;
  /** As a deployment would; answers with the exit code. */
  stop(): Promise<number | null>;
  readonly running: boolean;
  log(): string;
}

interface Program {
  readonly name: 'web' | 'worker';
  readonly script: string;
  readonly ready: string;
}

const WEB: Program = { name: 'web', script: 'app/server.ts', ready: 'web ready' };
const WORKER: Program = { name: 'worker', script: 'jobs/worker.ts', ready: 'worker ready' };
const READY_SECONDS = 60;

let count = 0;

export function startWeb(env: Record<string, string>, folder: string, port: number): Promise<AppProcess> {
  return start(WEB, { ...env, PORT: String(port) }, folder, `http://127.0.0.1:${port}`);
}

export function startWorker(env: Record<string, string>, folder: string): Promise<AppProcess> {
  return start(WORKER, env, folder, '');
}

async function start({ name, script, ready }: Program, env: Record<string, string>, folder: string, origin: string): Promise<AppProcess> {
  const logFile = join(folder, `${name}-${(count += 1)}.log`);
  const log = () => readFileSync(logFile, 'utf8');
  const daemon = startDaemon({ name, command: process.execPath, args: [script], logFile, stopSignal: 'SIGTERM', env: { ...process.env, ...env } });
  const { child } = daemon;
  const probe = async () => {
    if (!log().includes(ready)) throw new Error(`${name} did not say it is ready.\n${log()}`);
  };
  await waitUntilReady(daemon, probe, READY_SECONDS);
  return {
    origin,
    kill: async () => {
      child.kill('SIGKILL');
      await daemon.exited;
    },
    stop: async () => {
      await daemon.stop();
      return child.exitCode;
    },
    get running() {
      return child.exitCode === null && child.signalCode === null;
    },
    log,
  };
}
