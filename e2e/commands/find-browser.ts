import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { canInstallByApt, findProgram, installByApt, run } from '#db/servers/install.ts';

/** The shell is the same engine without the windows that nobody sees. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const WHAT_TO_INSTALL = 'No Chromium found. Run: npx playwright install --with-deps chromium (or install the chromium package of your system).';

/** Playwright's own, else the system's, else one installed by apt. */
export async function findBrowser(): Promise<string> {
  const playwrights = chromium.executablePath();
  if (existsSync(playwrights)) return playwrights;
  const present = await findWorking();
  if (present !== undefined) return present;
  let whyNotInstalled = '';
  if (canInstallByApt()) await installByApt(['chromium-headless-shell', 'fonts-dejavu-core']).catch((error: Error) => (whyNotInstalled = error.message));
  const installed = await findWorking();
  if (installed === undefined) throw new Error([WHAT_TO_INSTALL, whyNotInstalled].filter(Boolean).join('\n'));
  return installed;
}

/** A name can be a mere pointer to a snap that is not there, so it is asked for its version. */
async function findWorking(): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = findProgram(name);
    if (path === undefined) continue;
    const works = await run(path, ['--version']).then(() => true, () => false);
    if (works) return path;
  }
  return undefined;
}
