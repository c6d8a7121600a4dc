import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, endProcess } from '#db/servers/server-process.ts';

interface Leftover {
  pid: number;
  script: string;
}

/**
 * One command at a time on one data folder. What a killed predecessor left running is ended,
 * recognised by process id and script together, because ids are used again.
 */
export async function claimFolder(folder: string, command: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const ownerFile = join(folder, 'owner.pid');
  const owner = existsSync(ownerFile) ? Number(readFileSync(ownerFile, 'utf8')) : 0;
  if (owner !== process.pid && commandLineOf(owner).includes('e2e/commands/')) {
    throw new Error(`${command} is already running here (process ${owner}). Stop it first.`);
  }
  writeFileSync(ownerFile, String(process.pid));
  for (const { pid, script } of readProcesses(folder)) {
    if (commandLineOf(pid).includes(script)) await endProcess(pid, 'SIGTERM');
  }
  writeFileSync(processesFile(folder), '');
  return () => rmSync(ownerFile, { force: true });
}

/** Kept on disk so that the next start can end it should this one be killed. A line each: several may note theirs at once. */
export function recordProcess(folder: string, leftover: Leftover): void {
  appendFileSync(processesFile(folder), `${JSON.stringify(leftover)}\n`);
}

/** Ours that were started in this folder since it was claimed. */
export function readProcesses(folder: string): Leftover[] {
  const file = processesFile(folder);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line) => JSON.parse(line) as Leftover);
}

function processesFile(folder: string): string {
  return join(folder, 'processes.jsonl');
}
