const NOWHERE = 'https://nowhere.invalid';
const MAX_LENGTH = 2_000;
/** Browsers drop control characters and read a backslash as a slash. */
const UNSAFE = /[\p{Cc}\\]/u;

/** Where to go after signing in: a path on this site as asked for in `?next=`, or `fallback` when it could lead elsewhere. */
export function safeNext(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !value.startsWith('/') || UNSAFE.test(value)) return fallback;
  if (!URL.canParse(value, NOWHERE)) return fallback;
  const url = new URL(value, NOWHERE);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // `/.//evil.example` is on this site until its dots are resolved, so the resolved path is looked at again.
  return url.origin === NOWHERE && !path.startsWith('//') ? path : fallback;
}
