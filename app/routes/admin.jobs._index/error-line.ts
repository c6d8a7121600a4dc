import { maskedText } from '../admin.webhooks.$id/masked-body.ts';

const LONGEST = 240;
const SECRET = /\brzp_(?:live|test)_\w+|\b(?:bearer|basic)\s+[\w+/=.-]+|\b(?:password|secret|token)\s*[=:]\s*\S+/gi;
const ACCOUNT_NUMBER = /\b\d{9,}\b/g;

/**
 * The first line of what went wrong, fit for a screen: a mail server repeats addresses, a driver may repeat what it was
 * given. A first line without words (a list of faults begins with a bracket) is the whole text on one line.
 */
export function errorLine(text: string | null): string | null {
  if (text === null) return null;
  const first = text.trimStart().split('\n', 1)[0] ?? '';
  const line = /[a-z]{3}/i.test(first) ? first : text.replaceAll(/\s+/g, ' ');
  const masked = maskedText(line.replaceAll(SECRET, '••••')).replaceAll(ACCOUNT_NUMBER, (digits) => `••••${digits.slice(-4)}`).trim();
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}
