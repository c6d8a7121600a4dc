import { formatPaise } from '#app/domain/money.ts';

/** The first line of the desk: whether anything needs a person, and how much money that is. */
export function deskSentence({ discrepancies, unexplainedPaise }: { discrepancies: number; unexplainedPaise: number }): string {
  if (discrepancies === 0) return 'Everything is explained';
  const many = discrepancies > 1;
  return `${formatPaise(unexplainedPaise)} in ${discrepancies} ${many ? 'discrepancies need' : 'discrepancy needs'} you`;
}
