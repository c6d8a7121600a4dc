import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Bank data at rest: AES-256-GCM under the first key of a list; every key of it opens. `context` (a row's id and
 * column) is bound in, so that a sealed text moved to another row does not open. Format: `keyName.iv.tag.text`, base64url.
 */
export interface Seal {
  seal(text: string, context: string): string;
  /** Throws when the text was altered, moved, or sealed with a key that is not in the list. */
  open(sealed: string, context: string): string;
  /** Whether it was sealed with a key that has been followed by another. */
  isOutdated(sealed: string): boolean;
  /** What equal numbers have in common without telling them; one per key, today's first. */
  fingerprints(text: string): readonly [string, ...string[]];
}

interface SealKey {
  readonly name: string;
  readonly cipherKey: Buffer;
  readonly printKey: Buffer;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const KEY_BYTES = 32;
/** Said aloud when opening: otherwise a tag cut down to four bytes counts too. */
const TAG_BYTES = 16;

/** `name:base64,name:base64`: 32 bytes each, the one to seal with first. */
export function createSeal(keyList: string): Seal {
  const keys = keyList.split(',').map(parseKey);
  const [current, ...older] = keys;
  if (!current) throw new Error('BANK_DATA_KEYS names no key');
  return {
    seal: (text, context) => sealWith(current, text, context),
    open: (sealed, context) => {
      const name = sealed.slice(0, sealed.indexOf('.'));
      const key = keys.find((each) => each.name === name);
      if (!key) throw new Error(`sealed with a key that is not in BANK_DATA_KEYS: ${name}`);
      return openWith(key, sealed, context);
    },
    isOutdated: (sealed) => !sealed.startsWith(`${current.name}.`),
    fingerprints: (text) => [printWith(current, text), ...older.map((key) => printWith(key, text))],
  };
}

function parseKey(entry: string): SealKey {
  const [name = '', encoded = ''] = entry.trim().split(':');
  const secret = Buffer.from(encoded, 'base64');
  if (!/^[\w-]{1,20}$/.test(name) || secret.length !== KEY_BYTES) throw new Error('BANK_DATA_KEYS must be name:base64 of 32 bytes, comma-separated');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `onevisit ${purpose}`, KEY_BYTES));
  return { name, cipherKey: derive('seal'), printKey: derive('fingerprint') };
}

function sealWith(key: SealKey, text: string, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.cipherKey, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [key.name, iv.toString('base64url'), cipher.getAuthTag().toString('base64url'), sealed.toString('base64url')].join('.');
}

function openWith(key: SealKey, sealed: string, context: string): string {
  const [, iv = '', tag = '', text = ''] = sealed.split('.');
  const decipher = createDecipheriv(ALGORITHM, key.cipherKey, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
}

function printWith(key: SealKey, text: string): string {
  return createHmac('sha256', key.printKey).update(text).digest('hex');
}
