import { json, type AppLoadContext } from '@remix-run/node';
import type { Database } from '#db/client.ts';
import { countUse, forgetUses, giveBackUse, type RateLimit } from '#db/rate-limits.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Uses per window (seconds). What is counted says the name: uses by one e-mail, one account or one client address. */
const LIMITS = {
  'sign-in-mail': { points: 10, windowSeconds: 15 * MINUTE },
  'sign-in-ip': { points: 50, windowSeconds: 15 * MINUTE },
  'register-ip': { points: 10, windowSeconds: HOUR },
  'reset-mail': { points: 5, windowSeconds: HOUR },
  'reset-ip': { points: 20, windowSeconds: HOUR },
  'password-account': { points: 10, windowSeconds: 15 * MINUTE },
  quote: { points: 60, windowSeconds: 10 * MINUTE },
  upload: { points: 30, windowSeconds: HOUR },
  hold: { points: 30, windowSeconds: 10 * MINUTE },
  search: { points: 240, windowSeconds: MINUTE },
} as const satisfies Record<string, Omit<RateLimit, 'name'>>;

export type LimitName = keyof typeof LIMITS;

/** Seconds to wait, and the sentence that says so. */
export interface TooMany { readonly retryAfterSeconds: number; readonly message: string }

/** Counts one use; answers `null` while it is within the limit. For forms that keep what was typed. */
export async function tryUse(db: Database, name: LimitName, key: string): Promise<TooMany | null> {
  const { allowed, retryAfterSeconds } = await countUse(db, named(name), key);
  return allowed ? null : { retryAfterSeconds, message: sentence(retryAfterSeconds) };
}

/** Counts one use; throws a 429 Response with Retry-After when it is one too many. */
export async function limitBy(db: Database, name: LimitName, key: string): Promise<void> {
  const tooMany = await tryUse(db, name, key);
  if (tooMany) throw json({ happened: tooMany.message }, { status: 429, statusText: 'Too Many Requests', headers: retryAfter(tooMany) });
}

export function retryAfter(tooMany: TooMany): Record<string, string> {
  return { 'Retry-After': String(tooMany.retryAfterSeconds) };
}

/** Forgets the uses under this key: the last one showed that they were rightful. */
export async function forgive(db: Database, name: LimitName, key: string): Promise<void> {
  await forgetUses(db, named(name), key);
}

/** Only failures count: a success clears its e-mail and gives its address back the one use it took. */
export async function forgiveSignIn(db: Database, email: string, address: string): Promise<void> {
  await Promise.all([forgive(db, 'sign-in-mail', email), giveBackUse(db, named('sign-in-ip'), address)]);
}

/**
 * Who counts as one client. The address is Express's `req.ip` (app/server.ts), never a header anybody can send. An IPv6
 * client owns a whole /64, so that is what is counted.
 */
export function clientKey(context: AppLoadContext): string {
  const address = typeof context.clientAddress === 'string' ? context.clientAddress : '';
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  return plain.includes(':') ? firstHalf(plain) : plain;
}

function firstHalf(ipv6: string): string {
  const [head = '', tail] = ipv6.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].slice(0, 4).join(':');
}

function named(name: LimitName): RateLimit {
  return { name, ...LIMITS[name] };
}

function sentence(seconds: number): string {
  const minutes = Math.ceil(seconds / MINUTE);
  return `There were too many tries in a short time. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}
