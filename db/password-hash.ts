import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. Raise them here: old hashes are renewed at the next sign-in. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** Two of libuv's four threads: a burst of sign-ins takes 38 MiB at most and leaves files and DNS a thread to work on. */
const HASHES_AT_ONCE = 2;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

interface Recipe { readonly memory: number; readonly passes: number; readonly lanes: number; readonly salt: Buffer; readonly tagLength: number }

let running = 0;
const waiting: (() => void)[] = [];

async function takeTurn(): Promise<void> {
  if (running < HASHES_AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

/** The turn passes from hand to hand, so nobody who comes later slips in between. */
function passTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

async function derive(password: string, { memory, passes, lanes, salt, tagLength }: Recipe): Promise<Buffer> {
  await takeTurn();
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      argon2(
        'argon2id',
        // The same letters typed on another keyboard can be other code points; NFKC makes them one (NIST SP 800-63B 5.1.1.2).
        { message: password.normalize('NFKC'), nonce: salt, parallelism: lanes, tagLength, memory, passes },
        (error, tag) => (error ? reject(error) : resolve(tag)),
      );
    });
  } finally {
    passTurn();
  }
}

const TODAYS_PREFIX = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$`;

function phcOf(salt: Buffer, tag: Buffer): string {
  return `${TODAYS_PREFIX}${withoutPadding(salt)}$${withoutPadding(tag)}`;
}

function withoutPadding(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

/** A PHC string for `account.password_hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, { memory: MEMORY_KIB, passes: PASSES, lanes: LANES, salt, tagLength: TAG_BYTES });
  return phcOf(salt, tag);
}

/** What nobody's password is: checked when there is no account, so that a wrong e-mail costs the time of a wrong password. */
const NOBODY = phcOf(Buffer.alloc(SALT_BYTES), Buffer.alloc(TAG_BYTES));

/** Compares in constant time; `null` stands for "no such account" and takes as long as any other. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const [, memory, passes, lanes, salt, tag] = PHC.exec(stored ?? NOBODY) ?? [];
  if (!salt || !tag) throw new Error('A stored password hash is not an argon2id PHC string');
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive(password, {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected) && stored !== null;
}

/** Whether the hash was made with other parameters than today's and should be made again while the password is at hand. */
export function isHashOutdated(stored: string): boolean {
  return !stored.startsWith(TODAYS_PREFIX);
}
