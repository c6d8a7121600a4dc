import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 14;

/** A Razorpay id: prefix, underscore, 14 case-sensitive alphanumerics. */
export function newId(prefix: string): string {
  return idOf(prefix, randomBytes(ID_LENGTH));
}

/** The same id for the same words, always. */
export function derivedId(prefix: string, words: string): string {
  return idOf(prefix, createHash('sha256').update(words).digest().subarray(0, ID_LENGTH));
}

function idOf(prefix: string, bytes: Buffer): string {
  let id = `${prefix}_`;
  for (const byte of bytes) id += ALPHABET[byte % ALPHABET.length];
  return id;
}

/** True for `prefix_` followed by 14 alphanumerics, known or not. */
export function isWellFormed(prefix: string, id: string): boolean {
  return id.startsWith(`${prefix}_`) && /^[A-Za-z0-9]{14}$/.test(id.slice(prefix.length + 1));
}

/** Twelve digits, as the retrieval reference number of a bank or UPI transfer. */
export function newBankReference(): string {
  return Array.from(randomBytes(12), (byte) => byte % 10).join('');
}
