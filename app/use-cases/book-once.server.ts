import type { Database, Trx } from '#db/client.ts';
import { inTransaction, isDuplicateKey } from '#db/transaction.ts';

/** Told twice, posted once: the ledger's own key on (event, source) refuses the second, and that is fine here. */
export async function bookOnce(db: Database, write: (trx: Trx) => Promise<void>): Promise<void> {
  try {
    await inTransaction(db, write);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
