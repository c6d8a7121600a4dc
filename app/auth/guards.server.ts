import { redirect } from '@remix-run/node';
import { env } from '../env.server.ts';
import { onlyLooking } from './keep-to-looking.server.ts';
import { safeNext } from './safe-next.ts';
import { findSession, findSessionItself, type SignedIn } from './session.server.ts';
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

/** The same, where somebody could pay: closed to an admin who views as the patient, even for looking. */
export async function requirePatientInPerson(request: Request): Promise<SignedIn> {
  const patient = await requirePatient(request);
  if (patient.viewedBy) throw onlyLooking(patient);
  return patient;
}

/** While an admin views as a patient the desk is closed: one browser is one person at a time. */
export async function requireAdmin(request: Request): Promise<SignedIn> {
  const person = await requireSignedIn(request);
  if (person.viewedBy) throw onlyLooking(person);
  if (person.role !== 'admin') throw notFound();
  return person;
}

/** An admin, whether at the desk or viewing as a patient: `patient` is whom he views as. Only to stop viewing. */
export async function requireAdminBehindView(request: Request): Promise<{ adminId: string; adminName: string; patient: SignedIn | null }> {
  const person = (await findSessionItself(request)) ?? (await sendToSignIn(request));
  if (person.viewedBy) return { adminId: person.viewedBy.adminId, adminName: person.viewedBy.adminName, patient: person };
  if (person.role !== 'admin') throw notFound();
  return { adminId: person.accountId, adminName: person.name, patient: null };
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
