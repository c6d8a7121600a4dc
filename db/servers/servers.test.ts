import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findFreePorts, isPortFree } from './ports.ts';
import { commandLineOf, endLeftover, startDaemon, waitUntilReady } from './server-process.ts';

const SLEEPER = 'setInterval(() => {}, 1000)';
let folder: string;

const refuse = () => Promise.reject(new Error('connection refused'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'servers-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('steps over a taken port', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  expect(await isPortFree(port)).toBe(false);
  holder.close();
  const [first = 0] = await findFreePorts(1, 24_000);
  const second = createServer().listen(first, '127.0.0.1');
  await once(second, 'listening');
  expect((await findFreePorts(2, first))[0]).toBeGreaterThan(first);
  second.close();
});

it('ends a server that a killed command left behind', async () => {
  const child = spawn(process.execPath, ['-e', SLEEPER, folder], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const pidFile = join(folder, 'server.pid');
  writeFileSync(pidFile, `${child.pid}\n`);
  await endLeftover(pidFile, folder, 'SIGTERM');
  await ended;
  expect([child.signalCode, existsSync(pidFile)]).toEqual(['SIGTERM', false]);
});

it('leaves a stranger alone that was given the same process id', async () => {
  const stranger = spawn(process.execPath, ['-e', SLEEPER], { stdio: 'ignore' });
  const pidFile = join(folder, 'server.pid');
  writeFileSync(pidFile, String(stranger.pid));
  await endLeftover(pidFile, folder, 'SIGTERM');
  expect(commandLineOf(stranger.pid ?? 0)).not.toBe('');
  expect(existsSync(pidFile)).toBe(false);
  stranger.kill();
});

it('says what a server said when it does not come up', async () => {
  const args = ['-e', 'console.error("the data folder is not mine"); process.exit(3)'];
  const daemon = startDaemon({ name: 'The server', command: process.execPath, args, logFile: join(folder, 'log'), stopSignal: 'SIGTERM' });
  await expect(waitUntilReady(daemon, refuse, 10)).rejects.toThrow(/The server ended \(exit code 3\).\n.*not mine/s);
});
