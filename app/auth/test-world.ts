import { LOGINS, type LoginKey } from '#db/demo-logins.ts';
import { seedWorld } from '#db/seed.ts';
import { openSession } from './session.server.ts';
import { cookieHeader, getRequest, openTestPeople } from './test-people.ts';

/** The seeded world on a database of the caller's own, and the sessions of its demo logins. */
export async function openTestWorld() {
  const { db, close } = await openTestPeople();
  const world = await seedWorld(db, new Date(), { passwordHash: 'nobody signs in with a password here' });

  async function accountOf(login: LoginKey) {
    return db.selectFrom('account').select(['id', 'role', 'name', 'provider_id']).where('email', '=', LOGINS[login].email).executeTakeFirstOrThrow();
  }
  async function cookieOf(login: LoginKey): Promise<string> {
    return cookieHeader(await openSession(db, { account: await accountOf(login), userAgent: '', now: new Date() }));
  }
  async function getAs(login: LoginKey, path: string): Promise<Request> {
    return getRequest(path, await cookieOf(login));
  }
  return { db, world, accountOf, cookieOf, getAs, close };
}

export type TestWorld = Awaited<ReturnType<typeof openTestWorld>>;
