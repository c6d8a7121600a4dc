import { log } from '#app/log.server.ts';
import { findAccountsDue } from '#db/payees.ts';
import { registerPayee, type PayeeWorld } from './register-payee.server.ts';

const ACCOUNTS_PER_ROUND = 50;

/** Every minute: accounts that RazorpayX does not know yet, banks that have not answered, and what a dead worker left behind. */
export async function askValidations(world: PayeeWorld, clock: () => Date): Promise<number> {
  const due = await findAccountsDue(world.db, clock(), ACCOUNTS_PER_ROUND);
  for (const payoutAccountId of due) {
    try {
      await registerPayee(world, { payoutAccountId, now: clock() });
    } catch (error) {
      log.error({ payoutAccountId, error: error instanceof Error ? error.message : String(error) }, 'payout account cannot be worked on');
    }
  }
  return due.length;
}
