import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './node-process.ts';

const SOURCES = ['app/**/*', 'db/**/*', 'jobs/**/*', 'public/**/*', 'remix.config.js', 'postcss.config.js', 'tsconfig.json', 'package-lock.json'];
const BUILDS = '.data/builds';
const BUILDS_KEPT = 4;

/**
 * The production build of exactly these sources, in a folder named by their content:
 * nothing changed means nothing to do, and a test's build never pulls the files from under a running demo
 * (`remix build` empties its assets folder first).
 */
export async function buildApp(): Promise<{ directory: string; reused: boolean }> {
  const directory = join(BUILDS, hashOfSources());
  if (existsSync(join(directory, 'index.js'))) {
    const now = new Date();
    utimesSync(directory, now, now);
    return { directory, reused: true };
  }
  const unfinished = `${directory}.${process.pid}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await runNode(['node_modules/@remix-run/dev/dist/cli.js', 'build'], { NODE_ENV: 'production', BUILD_DIR: unfinished });
  if (!existsSync(join(directory, 'index.js'))) renameSync(unfinished, directory);
  removeOldBuilds();
  return { directory, reused: false };
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((pattern) => globSync(pattern)).sort()) {
    if (/\.test\.tsx?$/.test(path) || path.startsWith('public/build') || !statSync(path).isFile()) continue;
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function removeOldBuilds(): void {
  const builds = readdirSync(BUILDS)
    .map((name) => ({ path: join(BUILDS, name), usedAt: statSync(join(BUILDS, name)).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { path } of builds.slice(BUILDS_KEPT)) rmSync(path, { recursive: true, force: true });
}
