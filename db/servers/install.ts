import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Servers live in sbin, which an ordinary user's PATH leaves out. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/mysql/bin', '/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];

/** The first of `names` that is an executable on this machine. */
export function findProgram(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...MORE_FOLDERS];
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function canInstallByApt(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Debian and Ubuntu, as root. Waits for another apt instead of failing on its lock. */
export async function installByApt(packages: string[]): Promise<void> {
  const wait = ['-o', 'DPkg::Lock::Timeout=180'];
  await run('apt-get', [...wait, 'update']);
  await run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages]);
}

export function dockerAnswers(): boolean {
  if (findProgram('docker') === undefined) return false;
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 5000 }).status === 0;
}

/** Runs a program to its end, out of Ctrl-C's reach but not outliving us; throws with the last lines it said when it fails. */
export function run(command: string, args: string[], options: { env?: Record<string, string>; uid?: number; gid?: number } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...options,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...options.env },
    });
    const endWithUs = () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    };
    process.on('exit', endWithUs);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', endWithUs);
      if (code === 0) return resolve(said);
      reject(new Error(`${command} ${args[0] ?? ''} failed (exit code ${code}):\n${said.trimEnd().split('\n').slice(-12).join('\n')}`));
    });
  });
}
