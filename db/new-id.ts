import { randomBytes } from 'node:crypto';

/** Crockford's alphabet in lower case: no i, l, o, u, so nobody misreads a code aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function randomText(length: number): string {
  let text = '';
  for (const byte of randomBytes(length)) text += ALPHABET[byte & 31];
  return text;
}

/** 20 characters, 100 random bits: a primary key that neither counts up nor can be guessed. */
export function newId(): string {
  return randomText(20);
}

/** What a patient reads out at the desk: `7K3M-Q9TX-2PRA`, 60 random bits. */
export function newVisitCode(): string {
  const text = randomText(12).toUpperCase();
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}
