import { randomBytes } from 'node:crypto';

/** Crockford's alphabet in lower case: no i, l, o, u, so nobody misreads a code aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Asking the system for twenty bytes costs as much as asking for thousands, and one booking makes thirty ids. */
const POOL_BYTES = 4_096;
let pool = randomBytes(0);
let used = 0;

function randomText(length: number): string {
  if (used + length > pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  let text = '';
  for (const end = used + length; used < end; used += 1) text += ALPHABET[pool[used]! & 31];
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
