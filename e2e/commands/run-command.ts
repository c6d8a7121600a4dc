import { claimFolder } from './claim-folder.ts';
import { Shutdown } from './shutdown.ts';
import { folderOf } from './start-product.ts';
import type { ProductOptions } from './start-product.ts';

/**
 * The frame of demo and dev: one command per folder, Ctrl-C stops all in order,
 * a part that dies takes the rest down with exit code 1.
 */
export async function runUntilStopped(name: ProductOptions['name'], start: (shutdown: Shutdown) => Promise<{ died: Promise<string> }>): Promise<void> {
  const shutdown = new Shutdown();
  let release: (() => void) | undefined;
  const stopAll = async (exitCode: number) => {
    await shutdown.run();
    release?.();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // npm passes Ctrl-C on, so it arrives twice; Shutdown runs once.
    process.on(signal, () => {
      if (!shutdown.begun) console.log('\nStopping…');
      void stopAll(0);
    });
  }
  try {
    release = await claimFolder(folderOf(name), `npm run ${name}`);
    const { died } = await start(shutdown);
    const reason = await died;
    if (shutdown.begun) return;
    console.error(`\n✗ ${reason}`);
    await stopAll(1);
  } catch (error) {
    if (shutdown.begun) return;
    console.error(`\n✗ ${explain(error)}`);
    await stopAll(1);
  }
}

export function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
