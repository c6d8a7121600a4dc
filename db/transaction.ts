import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome, Refusal } from '#app/domain/refusal.ts';
import type { Database, Trx } from './client.ts';

const DEADLOCK_ERRNO = 1213;
const DUPLICATE_KEY_ERRNO = 1062;
const DEADLOCK_TRIES = 10;
const DEADLOCK_PAUSE_MS = 4;

export function isDuplicateKey(error: unknown): boolean {
  return errnoOf(error) === DUPLICATE_KEY_ERRNO;
}

function errnoOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'errno' in error ? error.errno : undefined;
}

/**
 * Runs `work` in one transaction and runs it again when the database picked it as a deadlock's victim: the victim has
 * written nothing, so again is safe as long as `work` touches nothing but the transaction. No person ever sees one.
 */
export async function inTransaction<T>(db: Database, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (errnoOf(error) !== DEADLOCK_ERRNO || attempt === DEADLOCK_TRIES) throw error;
      await pause(Math.random() * DEADLOCK_PAUSE_MS * attempt);
    }
  }
}

class RefusedInside extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** As {@link inTransaction}, where a refusal takes back everything that was written before it was known. */
export async function tryInTransaction<T, R extends Refusal>(db: Database, work: (trx: Trx) => Promise<Outcome<T, R>>): Promise<Outcome<T, R>> {
  try {
    return await inTransaction(db, async (trx) => {
      const outcome = await work(trx);
      if (!outcome.ok) throw new RefusedInside(outcome.refusal);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RefusedInside) return { ok: false, refusal: error.refusal as R };
    throw error;
  }
}
