import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { startInDocker } from './docker.ts';
import { canInstallByApt, dockerAnswers, findProgram, installByApt, isExecutable, run } from './install.ts';
import { endLeftover, startDaemon, waitUntilReady } from './server-process.ts';
import type { RunningServer } from './server-process.ts';

export interface PrivateServerOptions {
  /** The server's own folder; created when absent. */
  directory: string;
  /** Names the world (`demo`, `test`) where a server is not a folder, as in Docker. */
  name: string;
  port: number;
  /** Throws the stored data away first. */
  fresh: boolean;
  /** False trades the last second before a power cut for speed: right for tests only. */
  durable: boolean;
  /** How far our processes' clock is from the machine's, in a test run that moves it. */
  clockOffsetMs?: number;
}

const READY_SECONDS = 60;
const PACKAGES = ['mariadb-server-core', 'mariadb-client-core'];
const WHAT_TO_INSTALL =
  'OneVisit needs a MySQL-compatible server: install MariaDB (Debian, Ubuntu: apt install mariadb-server-core; macOS: brew install mariadb), start Docker, or set DATABASE_URL.';

/** `DATABASE_URL` when given, else a private server on `directory`, installed when the machine has none. */
export async function startMysql(options: PrivateServerOptions): Promise<RunningServer> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, description: 'DATABASE_URL', died: new Promise(() => {}), stop: async () => {} };
  const url = urlOf(options);
  let mysqld = findProgram('mariadbd', 'mysqld');
  let whyNotInstalled = '';
  if (mysqld === undefined && canInstallByApt()) {
    await installByApt(PACKAGES).catch((error: Error) => (whyNotInstalled = error.message));
    mysqld = findProgram('mariadbd', 'mysqld');
  }
  if (mysqld !== undefined) return startPrivateMysql(mysqld, url, options);
  if (dockerAnswers()) {
    return startInDocker({ project: `onevisit-${options.name}`, service: 'mysql', port: options.port, fresh: options.fresh });
  }
  throw new Error([WHAT_TO_INSTALL, whyNotInstalled].filter(Boolean).join('\n'));
}

/** Tests ask a hundred times what a person asks once: without the network between, each question costs two thirds. */
function urlOf({ durable, port, directory }: PrivateServerOptions): string {
  const url = new URL(`mysql://onevisit:onevisit@127.0.0.1:${port}/onevisit`);
  if (!durable) url.searchParams.set('socketPath', socketPath(directory));
  return url.href;
}

async function startPrivateMysql(mysqld: string, url: string, options: PrivateServerOptions): Promise<RunningServer> {
  const { directory } = options;
  const data = join(directory, 'data');
  const pidFile = join(directory, 'mysqld.pid');
  const logFile = join(directory, 'mysqld.log');
  mkdirSync(join(directory, 'tmp'), { recursive: true });
  await endLeftover(pidFile, directory, 'SIGTERM');
  if (options.fresh) rmSync(data, { recursive: true, force: true });
  const version = await run(mysqld, ['--no-defaults', '--version']);
  if (!existsSync(data)) await createDataDirectory(mysqld, version, data);

  const config = join(directory, 'my.cnf');
  writeFileSync(join(directory, 'init.sql'), firstStatements());
  writeFileSync(config, configFile({ ...options, data, pidFile }));
  rmSync(logFile, { force: true });
  const daemon = startDaemon({ name: 'The MySQL server', command: mysqld, args: [`--defaults-file=${config}`], logFile, stopSignal: 'SIGTERM' });
  const ping = async () => (await createConnection({ uri: url, connectTimeout: 2000 })).end();
  try {
    await waitUntilReady(daemon, ping, READY_SECONDS);
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return { url, description: describe(version), died: daemon.exited, stop: daemon.stop };
}

/** Built beside its final place and renamed, so that a killed first start leaves nothing half made. */
async function createDataDirectory(mysqld: string, version: string, data: string): Promise<void> {
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const temporary = `--tmpdir=${join(dirname(data), 'tmp')}`;
  if (version.includes('MariaDB')) {
    const nextToServer = ['mariadb-install-db', 'mysql_install_db'].map((name) => join(dirname(mysqld), '..', 'bin', name));
    const installDb = nextToServer.find(isExecutable) ?? findProgram('mariadb-install-db', 'mysql_install_db');
    if (installDb === undefined) throw new Error(`${mysqld} is MariaDB, but its mariadb-install-db is missing.`);
    await run(installDb, ['--no-defaults', ...asRoot, `--datadir=${unfinished}`, temporary, '--auth-root-authentication-method=normal', '--skip-test-db']);
  } else {
    await run(mysqld, ['--no-defaults', ...asRoot, '--initialize-insecure', `--datadir=${unfinished}`, temporary]);
  }
  renameSync(unfinished, data);
}

/** Run by the server at every start; one statement per line is its rule. */
function firstStatements(): string {
  return [
    // By network and by socket.
    ...['127.0.0.1', 'localhost'].flatMap((host) => [`CREATE USER IF NOT EXISTS 'onevisit'@'${host}' IDENTIFIED BY 'onevisit';`, `GRANT ALL PRIVILEGES ON *.* TO 'onevisit'@'${host}';`]),
    'CREATE DATABASE IF NOT EXISTS onevisit;',
    '',
  ].join('\n');
}

function configFile(options: PrivateServerOptions & { data: string; pidFile: string }): string {
  const asRoot = process.getuid?.() === 0 ? ['user=root'] : [];
  return [
    '[mysqld]',
    ...asRoot,
    `datadir=${options.data}`,
    `port=${options.port}`,
    'bind_address=127.0.0.1',
    'skip_name_resolve',
    'loose-mysqlx=0',
    `socket=${socketPath(options.directory)}`,
    `pid_file=${options.pidFile}`,
    // In the machine's own, each server that starts throws away the temporary tables of all others.
    `tmpdir=${join(options.directory, 'tmp')}`,
    `init_file=${join(options.directory, 'init.sql')}`,
    'character_set_server=utf8mb4',
    'collation_server=utf8mb4_unicode_ci',
    'default_time_zone=+00:00',
    'transaction_isolation=READ-COMMITTED',
    'sql_mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    'innodb_buffer_pool_size=256M',
    `innodb_flush_log_at_trx_commit=${options.durable ? 1 : 2}`,
    ...(options.durable ? [] : ['innodb_flush_method=nosync', 'innodb_doublewrite=0']),
    'skip_log_bin',
    'max_connections=300',
    '',
  ].join('\n');
}

/** A Unix socket's path may have 107 characters at most; a deep project folder has more. */
function socketPath(directory: string): string {
  const own = join(directory, 'mysqld.sock');
  if (own.length <= 100) return own;
  return join(tmpdir(), `onevisit-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}.sock`);
}

/** An empty database on the same server; its URL. */
export async function recreateMysqlDatabase(serverUrl: string, name: string): Promise<string> {
  const connection = await createConnection({ uri: serverUrl });
  await connection.query(`DROP DATABASE IF EXISTS ${connection.escapeId(name)}`);
  await connection.query(`CREATE DATABASE ${connection.escapeId(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

function describe(version: string): string {
  const number = /Ver (\d+(?:\.\d+)+)/.exec(version)?.[1] ?? '';
  return `${version.includes('MariaDB') ? 'MariaDB' : 'MySQL'} ${number}`;
}
