import { findAccountsDue } from '#db/payees.ts';
import { registerPayee, type PayeeWorld } from './register-payee.server.ts';

const ACCOUNTS_PER_ROUND = 50;

/** Every minute: accounts that RazorpayX does not know yet, banks that have not answered, and what a dead worker left behind. */
export async function askValidations(world: PayeeWorld, now: Date): Promise<number> {
  const due = await findAccountsDue(world.db, now, ACCOUNTS_PER_ROUND);
  for (const payoutAccountId of due) await registerPayee(world, { payoutAccountId, now });
  return due.length;
}
