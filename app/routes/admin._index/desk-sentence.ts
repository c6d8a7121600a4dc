import { formatPaise } from '#app/domain/money.ts';

interface Needs {
  discrepancies: number;
  unexplainedPaise: number;
  refundsParked: number;
  refundsParkedPaise: number;
}

/** The first line of the desk: whether anything needs a person, and how much money that is. */
export function deskSentence({ discrepancies, unexplainedPaise, refundsParked, refundsParkedPaise }: Needs): string {
  const needs = [
    discrepancies > 0 && `${formatPaise(unexplainedPaise)} in ${counted(discrepancies, 'discrepancy', 'discrepancies')}`,
    refundsParked > 0 && `${formatPaise(refundsParkedPaise)} in ${counted(refundsParked, 'parked refund', 'parked refunds')}`,
  ].filter(Boolean);
  if (needs.length === 0) return 'Everything is explained';
  return `${needs.join(' and ')} ${discrepancies + refundsParked > 1 ? 'need' : 'needs'} you`;
}

function counted(many: number, one: string, several: string): string {
  return `${many} ${many === 1 ? one : several}`;
}
