import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '#db/servers/install.ts';
import { startDaemon, tailOf, waitUntilReady } from '#db/servers/server-process.ts';
import { recordProcess } from './claim-folder.ts';

const READY_SECONDS = 60;

export interface NodeProcessOptions {
  name: string;
  /** The world's folder, for logs and for the list of what runs. */
  folder: string;
  /** Script and its arguments, relative to the project. */
  command: string[];
  env: Record<string, string>;
  /** What the process says when it can be used. */
  readyWhen: RegExp;
  /** `node` itself unless given. */
  nodeOptions?: string[];
}

export interface NodeProcess {
  name: string;
  died: Promise<string>;
  stop(): Promise<void>;
}

/** Starts a long-running process of ours and waits for its word that it is ready. */
export async function startNodeProcess(options: NodeProcessOptions): Promise<NodeProcess> {
  const logFile = logFileFor(options.folder, options.name);
  const daemon = startDaemon({
    name: options.name,
    command: process.execPath,
    args: [...(options.nodeOptions ?? []), ...options.command],
    logFile,
    stopSignal: 'SIGTERM',
    env: { ...process.env, ...options.env },
  });
  const script = options.command[0];
  if (daemon.child.pid !== undefined && script !== undefined) recordProcess(options.folder, { pid: daemon.child.pid, script });
  try {
    await waitUntilReady(
      daemon,
      async () => {
        if (!options.readyWhen.test(readFileSync(logFile, 'utf8'))) throw new Error(`${options.name} did not say it is ready.\n${tailOf(logFile)}`);
      },
      READY_SECONDS,
    );
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return { name: options.name, died: daemon.exited, stop: daemon.stop };
}

/** Runs a script of ours to its end. */
export function runNode(command: string[], env: Record<string, string>): Promise<string> {
  return run(process.execPath, command, { env });
}

function logFileFor(folder: string, name: string): string {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const file = join(logs, `${name}.log`);
  rmSync(file, { force: true });
  return file;
}
