import { openSession } from '#app/auth/session.server.ts';
import { writeViewerCookie } from '#app/auth/viewer.server.ts';
import type { Role } from '#app/domain/roles.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { hashPassword } from '#db/password-hash.ts';
import type { BrowserContext } from '@playwright/test';

const SESSION_SECONDS = 3_600;
export const PASSWORD = 'three green parrots';

export interface TestPatient {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export async function addPatient(db: Database, name = 'Leela Krishnan'): Promise<TestPatient> {
  const id = newId();
  const email = `leela.${id}@example.org`;
  const account = { id, email, name, role: 'patient' as const, provider_id: null, created_at: new Date(), disabled_at: null };
  await db.insertInto('account').values({ ...account, password_hash: await hashPassword(PASSWORD) }).execute();
  await db.insertInto('patient').values({ id, phone: '+919876543210' }).execute();
  return { id, name, email };
}

interface SignedInPerson {
  readonly id: string;
  readonly name: string;
  /** A patient unless told. */
  readonly role?: Role;
}

/** Signed in without the form, for tests about something else. */
export async function giveSession(context: BrowserContext, db: Database, person: SignedInPerson, origin: string): Promise<void> {
  const account = { id: person.id, name: person.name, role: person.role ?? ('patient' as const) };
  await giveCookies(context, [await openSession(db, { account, userAgent: 'browser test', now: new Date() }), await writeViewerCookie(account, SESSION_SECONDS)], origin);
}

/** Cookies as the product sets them; each line is one Set-Cookie. */
export async function giveCookies(context: BrowserContext, lines: readonly string[], origin: string): Promise<void> {
  await context.addCookies(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s);
      return { name, value: decodeURIComponent(value), url: origin, httpOnly: true, sameSite: 'Lax' as const };
    }),
  );
}
