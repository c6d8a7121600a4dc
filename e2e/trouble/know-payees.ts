import { importPayees } from '../commands/import-seeded-payees.ts';
import type { TroubleWorld } from './open-world.ts';

/** Lets the world's emulator know the seeded providers' accounts, so that it can pay to them. It has no money yet: `emulator.admin.loadBalance`. */
export async function knowPayees({ db, seal, emulator }: Pick<TroubleWorld, 'db' | 'seal' | 'emulator'>): Promise<void> {
  await importPayees({ db, seal, emulator: emulator.admin });
}
