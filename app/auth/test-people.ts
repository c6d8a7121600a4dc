import { newId } from '#db/new-id.ts';
import { hashPassword } from '#db/password-hash.ts';
import { createTestDatabase, type TestDatabase } from '#db/test-database.ts';
import type { Role } from '../domain/roles.ts';
import { closeServerResources } from '../server-resources.server.ts';

export const ORIGIN = 'http://localhost:3000';
export const PASSWORD = 'three green parrots';

const ENVIRONMENT = {
  NODE_ENV: 'test',
  JOBS_DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:9/jobs',
  PUBLIC_ORIGIN: ORIGIN,
  SESSION_SECRET: 'only-for-tests-0123456789-0123456789,the-secret-before-0123456789',
  RAZORPAY_KEY_ID: 'rzp_test_00000000000000',
  RAZORPAY_KEY_SECRET: 'secret',
  RAZORPAY_WEBHOOK_SECRET: 'secret',
  RAZORPAYX_ACCOUNT_NUMBER: '2323230000000001',
  RAZORPAYX_WEBHOOK_SECRET: 'secret of x',
  BANK_DATA_KEYS: 'test:b25ldmlzaXQtdGVzdC1rZXktMDEyMzQ1Njc4OWFiYyE=',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'OneVisit <care@onevisit.example>',
};

export interface TestPerson { readonly id: string; readonly role: Role; readonly name: string; readonly email: string }

/** A migrated database with nothing in it, and an environment in which routes find it. */
export async function openEmptyDatabase() {
  Object.assign(process.env, ENVIRONMENT);
  const database = await createTestDatabase();
  const close = async () => {
    await closeServerResources();
    await database.drop();
  };
  return { database, close };
}

/** A database with one person of each role. Their password is PASSWORD. */
export async function openTestPeople() {
  const { database, close } = await openEmptyDatabase();
  const passwordHash = await hashPassword(PASSWORD);
  const add = (role: Role, name: string) => addPerson(database, { role, name, passwordHash });
  const patient = await add('patient', 'Meera Nair');
  const doctor = await add('doctor', 'Ananya Rao');
  const admin = await add('admin', 'Kavita Menon');
  return { db: database.db, url: database.url, patient, doctor, admin, close };
}

async function addPerson(
  { db }: TestDatabase,
  { role, name, passwordHash }: { role: Role; name: string; passwordHash: string },
): Promise<TestPerson> {
  const id = newId();
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.in`;
  const account = { id, email, password_hash: passwordHash, role, name, created_at: new Date(), disabled_at: null };
  await db.insertInto('account').values({ ...account, provider_id: role === 'doctor' ? newId() : null }).execute();
  if (role === 'patient') await db.insertInto('patient').values({ id, phone: '+919876543210' }).execute();
  return { id, role, name, email };
}

/** The Cookie header a browser would send back after these Set-Cookie values. */
export function cookieHeader(...setCookies: readonly string[]): string {
  return setCookies.map((line) => line.split(';')[0]).join('; ');
}

export function getRequest(path: string, cookie = ''): Request {
  return new Request(`${ORIGIN}${path}`, { headers: { Cookie: cookie } });
}

export function postRequest(path: string, fields: Record<string, string>, cookie = ''): Request {
  return new Request(`${ORIGIN}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Cookie: cookie, 'User-Agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36' },
  });
}

/** What Remix hands to a loader or action, with the client's address as app/server.ts tells it. */
export function routeArgs(request: Request, clientAddress = '203.0.113.7') {
  return { request, params: {}, context: { clientAddress } };
}

/** The Response that `work` throws. */
export async function thrownResponse(work: Promise<unknown>): Promise<Response> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was thrown');
}

/** What a loader or action returned, as a Response. Nobody stays to read a stream: an open line would go on looking at the desk. */
export async function asRead(answer: unknown): Promise<Response> {
  if (!(answer instanceof Response)) return Response.json(answer);
  if (answer.headers.get('Content-Type')?.startsWith('text/event-stream')) await answer.body?.cancel();
  return answer;
}
