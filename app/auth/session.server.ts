import { createCookie, type Cookie } from '@remix-run/node';
import type { Role } from '#app/domain/roles.ts';
import type { Database } from '#db/client.ts';
import { hashSecretToken, newSecretToken } from '#db/secret-token.ts';
import { findLiveSession, insertSession, revokeSession, type SignedIn } from '#db/sessions.ts';
import { resources } from '../server-resources.server.ts';
import { keepToLooking } from './keep-to-looking.server.ts';
import { isSecureOrigin } from './signed-cookie.server.ts';
import { clearViewerCookie, writeViewerCookie, type Viewing } from './viewer.server.ts';

export type { SignedIn };

const PATIENT_SESSION_SECONDS = 30 * 24 * 60 * 60;
/** A working day: the clinic's PC is shared, and staff see other people's visits. */
const STAFF_SESSION_SECONDS = 12 * 60 * 60;

function sessionSeconds(role: Role): number {
  return role === 'patient' ? PATIENT_SESSION_SECONDS : STAFF_SESSION_SECONDS;
}

/** `__Host-` makes browsers refuse the cookie from a subdomain or over plain http; it needs https, which localhost has not. */
function sessionCookie(): Cookie {
  const secure = isSecureOrigin();
  return createCookie(secure ? '__Host-onevisit' : 'onevisit', { httpOnly: true, sameSite: 'lax', path: '/', secure });
}

interface SessionOwner { readonly id: string; readonly role: Role; readonly name: string }

/** Stores a new session and returns its Set-Cookie value. The token is only in the cookie; the table has its SHA-256. */
export async function openSession(
  db: Database,
  { account, userAgent, now }: { account: SessionOwner; userAgent: string; now: Date },
): Promise<string> {
  const token = newSecretToken();
  const maxAge = sessionSeconds(account.role);
  await insertSession(db, {
    tokenHash: hashSecretToken(token),
    accountId: account.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + maxAge * 1_000),
    userAgent,
  });
  return sessionCookie().serialize(token, { maxAge });
}

/** Whom this request speaks for. An admin who views as a patient is kept to looking here, before any guard or route. */
export async function findSession(request: Request): Promise<SignedIn | null> {
  const person = await findSessionItself(request);
  if (person?.viewedBy) await keepToLooking(resources().db, { request, patient: person, viewedBy: person.viewedBy, now: new Date() });
  return person;
}

/** For ending a view, which is the one thing that a view may do. */
export async function findSessionItself(request: Request): Promise<SignedIn | null> {
  const tokenHash = await findTokenHash(request);
  return tokenHash === null ? null : findLiveSession(resources().db, tokenHash, new Date());
}

/** The SHA-256 by which the table knows the session this request carries, alive or not. */
export async function findTokenHash(request: Request): Promise<string | null> {
  const token: unknown = await sessionCookie().parse(request.headers.get('Cookie'));
  return typeof token === 'string' && token !== '' ? hashSecretToken(token) : null;
}

/** Revokes the session this request carries, if any, and returns the Set-Cookie value that forgets it. */
export async function endSession(request: Request): Promise<string> {
  const tokenHash = await findTokenHash(request);
  if (tokenHash !== null) await revokeSession(resources().db, tokenHash, new Date());
  return sessionCookie().serialize('', { maxAge: 0 });
}

/** Headers of the answer that signs somebody in: a new token, never one the browser brought along, whose session ends. */
export async function signedInHeaders(request: Request, account: SessionOwner): Promise<Headers> {
  await endSession(request);
  const userAgent = request.headers.get('User-Agent') ?? '';
  const session = await openSession(resources().db, { account, userAgent, now: new Date() });
  return withCookies(session, await writeViewerCookie(account, sessionSeconds(account.role)));
}

export async function signedOutHeaders(request: Request): Promise<Headers> {
  return withCookies(await endSession(request), await clearViewerCookie());
}

function withCookies(...cookies: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return headers;
}

/** Headers of the answer that begins a view, or with `null` ends it; the session itself stays the admin's. */
export async function viewingHeaders(adminName: string, viewing: Viewing | null): Promise<Headers> {
  return withCookies(await writeViewerCookie({ name: adminName, role: 'admin' }, STAFF_SESSION_SECONDS, viewing ?? undefined));
}
