import { findAccountByEmail } from '#db/accounts.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import { inTransaction } from '#db/transaction.ts';

/**
 * Asks for a mail with a link. An unknown e-mail leaves a message too, for an account that is not there, and the worker
 * drops it: the same rows, the same time, the same answer. The message carries no token: `openPasswordReset` makes one
 * when the mail is written, so neither the outbox nor the queue ever holds a key to an account.
 */
export async function requestPasswordReset(db: Database, { email, now }: { email: string; now: Date }): Promise<void> {
  const account = await findAccountByEmail(db, email);
  const payload = { template: 'password-reset', accountId: account?.id ?? newId() };
  await inTransaction(db, (trx) => leaveMessages(trx, [{ task: 'send-mail', payload }], now));
}
