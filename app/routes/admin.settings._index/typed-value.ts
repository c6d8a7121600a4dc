import { formatPaiseShort } from '#app/domain/money.ts';

/** `399.50`: an amount as somebody would type it. */
export function typedRupees(paise: number): string {
  return formatPaiseShort(paise).replace('₹', '');
}

/** `12.5`: a share as somebody would type it. */
export function typedPercent(bps: number): string {
  return String(bps / 100);
}
