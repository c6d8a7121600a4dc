import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createEmulatorAdmin } from './admin-client.ts';
import type { EmulatorAdmin } from './admin-client.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
/** A kept state of many days is read first. */
const START_TIMEOUT_MS = 30_000;

export type RunningEmulator = {
  origin: string;
  port: number;
  admin: EmulatorAdmin;
  /** Gracefully. */
  stop: () => Promise<void>;
  /** As a crash: SIGKILL. */
  kill: () => Promise<void>;
};

/** The emulator as a child process; without `port` it takes a free one, without `stateDir` it forgets at its end. */
export async function startEmulator({ port = 0, stateDir, keyId, keySecret, xAccountNumber }: { port?: number; stateDir?: string; keyId?: string; keySecret?: string; xAccountNumber?: string } = {}): Promise<RunningEmulator> {
  const named = Object.entries({ port: String(port), state: stateDir, 'key-id': keyId, 'key-secret': keySecret, 'x-account-number': xAccountNumber });
  const options = named.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  const child = spawn(process.execPath, [MAIN, '--end-with-stdin', ...options], { stdio: ['pipe', 'pipe', 'pipe'] });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };

  const origin = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The emulator did not start: ${output}`)), START_TIMEOUT_MS);
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = /ready: (\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
      if (ready) clearTimeout(timer);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', (chunk: Buffer) => {
      hear(chunk);
      process.stderr.write(chunk);
    });
    child.once('exit', (code) => reject(new Error(`The emulator ended with ${code}: ${output}`)));
  });
  return { origin, port: Number(new URL(origin).port), admin: createEmulatorAdmin(origin), stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
