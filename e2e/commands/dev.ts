import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFreePorts } from '#db/servers/ports.ts';
import { startNodeProcess } from './node-process.ts';
import { step, table } from './progress.ts';
import { runUntilStopped } from './run-command.ts';
import { STOP_FIRST } from './shutdown.ts';
import type { Shutdown } from './shutdown.ts';
import { requireFreePort, startSurroundings } from './start-product.ts';

const FOLLOW_MS = 200;

const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
const webPort = Number(process.env.PORT ?? 3000);
const servicePortsFrom = Number(process.env.SERVICE_PORTS_FROM ?? 22_000);

await runUntilStopped('dev', start);

/** The demo's surroundings with a web server that rebuilds and a worker that restarts when a file changes. */
async function start(shutdown: Shutdown): Promise<{ died: Promise<string> }> {
  await requireFreePort(webPort);
  const surroundings = await startSurroundings({ name: 'dev', webPort, servicePortsFrom, fresh: values.fresh, durable: true, shutdown });
  const { folder, publicOrigin, mailboxOrigin, emulatorOrigin } = surroundings;
  const [devPort = 0] = await findFreePorts(1, servicePortsFrom + 10);
  const env = { ...surroundings.env, NODE_ENV: 'development', BUILD_DIR: '.data/dev/build' };
  const remixDev = ['node_modules/@remix-run/dev/dist/cli.js', 'dev', '--port', String(devPort), '--command', 'node app/server.ts'];
  const processes = [
    { name: 'web', command: remixDev, readyWhen: /"msg":"web ready/, nodeOptions: [] },
    { name: 'worker', command: ['jobs/worker.ts'], readyWhen: /ready|looking for jobs/i, nodeOptions: ['--watch'] },
  ];
  const running = await Promise.all(processes.map(({ name, ...what }) => step(name, () => startNodeProcess({ name, folder, env, ...what }))));
  for (const { stop } of running) await shutdown.add(STOP_FIRST.app, stop);
  for (const { name } of processes) follow(join(folder, 'logs', `${name}.log`));
  console.log(`\n${table([{ page: 'Mailbox', address: mailboxOrigin }, { page: 'Razorpay emulator', address: emulatorOrigin }])}\n\nReady: ${publicOrigin}`);
  return { died: Promise.race([...surroundings.deaths, ...running.map(({ died }) => died)]) };
}

/** Shows what a process says from now on. */
function follow(logFile: string): void {
  const log = openSync(logFile, 'r');
  let position = fstatSync(log).size;
  const timer = setInterval(() => {
    const text = Buffer.alloc(fstatSync(log).size - position);
    position += readSync(log, text, 0, text.length, position);
    process.stdout.write(text);
  }, FOLLOW_MS);
  process.once('exit', () => {
    clearInterval(timer);
    closeSync(log);
  });
}

