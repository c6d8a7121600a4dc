import { firstOf } from '../admin-state.ts';
import type { World } from '../world.ts';
import { balanceOf } from './statement.ts';

/** RazorpayX's side of the state, newest first; `counts` tells how many there are in all. */
export function xStateOf(world: World, limit: number) {
  const { contacts, fundAccounts, validations, payouts, payoutQueue, transactions, downtimes } = world.store;
  return {
    accountNumber: world.account.xAccountNumber,
    balancePaise: balanceOf(world),
    counts: { contacts: contacts.size, fundAccounts: fundAccounts.size, validations: validations.size, payouts: payouts.size, queued: payoutQueue.size, transactions: transactions.size },
    contacts: firstOf(contacts.newestFirst(), limit),
    fundAccounts: firstOf(fundAccounts.newestFirst(), limit),
    validations: firstOf(validations.newestFirst(), limit),
    payouts: firstOf(payouts.newestFirst(), limit),
    transactions: firstOf(transactions.newestFirst(), limit),
    downtimes: firstOf(downtimes.newestFirst(), limit),
  };
}
