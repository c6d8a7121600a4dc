import { redirect } from '@remix-run/node';
import { env } from '../env.server.ts';
import { safeNext } from './safe-next.ts';
import { findSession, type SignedIn } from './session.server.ts';
import { clearViewerCookie } from './viewer.server.ts';

export type SignedInProvider = SignedIn & { readonly providerId: string };

/** Anybody signed in, whatever the role. */
export async function requireSignedIn(request: Request): Promise<SignedIn> {
  return (await findSession(request)) ?? (await sendToSignIn(request));
}

export async function requirePatient(request: Request): Promise<SignedIn> {
  const person = await requireSignedIn(request);
  if (person.role !== 'patient') throw notFound();
  return person;
}

/** A doctor's or lab's login, with the provider it stands for. */
export async function requireProvider(request: Request): Promise<SignedInProvider> {
  const person = await requireSignedIn(request);
  if (person.role !== 'doctor' || person.providerId === null) throw notFound();
  return { ...person, providerId: person.providerId };
}

export async function requireAdmin(request: Request): Promise<SignedIn> {
  const person = await requireSignedIn(request);
  if (person.role !== 'admin') throw notFound();
  return person;
}

/** The one answer for a missing object, a foreign one and a closed door: nobody learns which it was. */
export function notFound(): Response {
  return new Response('Not Found', { status: 404, statusText: 'Not Found' });
}

async function sendToSignIn(request: Request): Promise<never> {
  const next = new URLSearchParams({ next: pathToComeBackTo(request) });
  // The header must not go on greeting somebody whose session is over.
  throw redirect(`/sign-in?${next}`, { status: 303, headers: { 'Set-Cookie': await clearViewerCookie() } });
}

/** A form cannot be posted again by a redirect, so its writer returns to the page it was on. */
function pathToComeBackTo(request: Request): string {
  const read = request.method === 'GET' || request.method === 'HEAD';
  const from = read ? request.url : (request.headers.get('Referer') ?? '');
  if (!URL.canParse(from)) return '/';
  const { origin, pathname, search } = new URL(from);
  return read || origin === env().PUBLIC_ORIGIN ? safeNext(pathname + search) : '/';
}
