/** Integer paise; never a float, never rupees. */
export type Paise = number & { readonly __unit: 'paise' };

/** Integer basis points: 10 000 is the whole. */
export type Bps = number & { readonly __unit: 'bps' };

export const ZERO_PAISE = 0 as Paise;
const WHOLE_BPS = 10_000n;

/** Brands an integer as paise. Throws on fractions and on integers a double cannot hold. */
export function paise(amount: number): Paise {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of paise: ${amount}`);
  return amount as Paise;
}

/** Brands an integer share between 0 and 10 000. */
export function bps(share: number): Bps {
  if (!Number.isInteger(share) || share < 0 || share > 10_000) throw new RangeError(`not basis points: ${share}`);
  return share as Bps;
}

export function sumPaise(amounts: Iterable<number>): Paise {
  let total = 0;
  for (const amount of amounts) total += amount;
  return paise(total);
}

export function subtractPaise(from: number, amount: number): Paise {
  return paise(from - amount);
}

/**
 * floor(amount × share / 10 000). Multiplied as BigInt: ₹9.5 lakh × ₹9.5 lakh already passes 2^53.
 * The odd paisa stays with whoever keeps the rest.
 */
export function shareOfPaise(amountPaise: number, shareBps: number): Paise {
  return paise(Number((BigInt(amountPaise) * BigInt(shareBps)) / WHOLE_BPS));
}

/** As {@link shareOfPaise}, but rounding half up: a percent coupon is computed once, so the odd half goes to the patient. */
export function roundedShareOfPaise(amountPaise: number, shareBps: number): Paise {
  return paise(Number((BigInt(amountPaise) * BigInt(shareBps) + WHOLE_BPS / 2n) / WHOLE_BPS));
}

const INDIAN_GROUPING = /(\d)(?=(\d\d)+\d$)/g;

function groupIndian(digits: string): string {
  return digits.replace(INDIAN_GROUPING, '$1,');
}

/** `₹1,00,000.00`; a negative amount carries a true minus sign. */
export function formatPaise(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const text = `₹${groupIndian(digits.slice(0, -2))}.${digits.slice(-2)}`;
  return amount < 0 ? `−${text}` : text;
}

/** `₹1,00,000` when there are no odd paise, else as {@link formatPaise}. For list prices. */
export function formatPaiseShort(amount: number): string {
  return formatPaise(amount).replace(/\.00$/, '');
}

/** `1234.50` or `-200.00`: rupees for other programs, digit by digit, with a plain sign and no grouping. */
export function formatDecimalRupees(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads `1,499`, `₹ 1,499.5` or `1499.50` digit by digit; `null` when it is not an amount. Never goes through a float. */
export function parseRupees(text: string): Paise | null {
  const match = /^₹?\s*(\d[\d,]*)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const rupees = match[1]!.replaceAll(',', '');
  if (rupees.length > 11) return null;
  return paise(Number(rupees + (match[2] ?? '').padEnd(2, '0')));
}
