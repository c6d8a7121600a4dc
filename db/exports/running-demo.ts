import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What `npm run demo` and `npm run dev` leave in their data folder while they run, for commands in a second terminal. */
const settings = z.object({
  DATABASE_URL: z.url(),
  RAZORPAY_API_ORIGIN: z.url(),
  RAZORPAY_KEY_ID: z.string(),
  RAZORPAY_KEY_SECRET: z.string(),
  RAZORPAYX_ACCOUNT_NUMBER: z.string(),
  BANK_DATA_KEYS: z.string(),
});
export type DemoSettings = z.infer<typeof settings>;
const environment = z.record(z.string(), z.string());

export const SETTINGS_FILE = 'env.json';
const WORLDS = ['demo', 'dev'] as const;

/** The product that runs on this machine, or null when none does. */
export function findRunningDemo(projectFolder = process.cwd()): DemoSettings | null {
  const given = findDemoEnvironment(projectFolder);
  return given === null ? null : settings.parse(given);
}

/** All that its web server and worker were started with. */
export function findDemoEnvironment(projectFolder = process.cwd()): Record<string, string> | null {
  const file = WORLDS.map((world) => join(projectFolder, '.data', world, SETTINGS_FILE)).find((each) => existsSync(each));
  return file === undefined ? null : environment.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** DATABASE_URL when given, else the database of the product that runs here. */
export function requireDatabaseUrl(): string {
  const url = process.env.DATABASE_URL ?? findRunningDemo()?.DATABASE_URL;
  if (!url) throw new Error('No database: `npm run demo` is not running here, and DATABASE_URL does not name one.');
  return url;
}
