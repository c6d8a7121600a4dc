import { formatPaise } from '#app/domain/money.ts';

interface Needs {
  discrepancies: number;
  unexplainedPaise: number;
  refundsParked: number;
  refundsParkedPaise: number;
  payoutsParked: number;
  payoutsParkedPaise: number;
  /** Of Razorpay's two sides, those that cannot be heard. */
  silences: readonly unknown[];
}

/** The first line of the desk: whether anything needs a person, and how much money that is. */
export function deskSentence({ discrepancies, unexplainedPaise, refundsParked, refundsParkedPaise, payoutsParked, payoutsParkedPaise, silences }: Needs): string {
  const needs = [
    discrepancies > 0 && `${formatPaise(unexplainedPaise)} in ${counted(discrepancies, 'discrepancy', 'discrepancies')}`,
    refundsParked > 0 && `${formatPaise(refundsParkedPaise)} in ${counted(refundsParked, 'parked refund', 'parked refunds')}`,
    payoutsParked > 0 && `${formatPaise(payoutsParkedPaise)} in ${counted(payoutsParked, 'payout', 'payouts')}`,
    silences.length > 0 && 'webhooks that do not arrive',
  ].filter(Boolean).map(String);
  if (needs.length === 0) return 'Everything is explained';
  const sentence = `${new Intl.ListFormat('en-GB').format(needs)} ${silences.length > 0 || discrepancies + refundsParked + payoutsParked > 1 ? 'need' : 'needs'} you`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function counted(many: number, one: string, several: string): string {
  return `${many} ${many === 1 ? one : several}`;
}
