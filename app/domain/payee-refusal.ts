import { decidePayoutRefusal } from './payout-refusal.ts';

/** Refused for a cause that no provider can mend: our keys, our account, an id of ours that RazorpayX has lost. */
export function isOurFault(description: string): boolean {
  return decidePayoutRefusal(description).next === 'later' || /id provided does not exist|invalid type/i.test(description);
}
