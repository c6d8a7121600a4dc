import type { LoaderFunctionArgs } from '@remix-run/node';
import { openSession } from '#app/auth/session.server.ts';
import { cookieHeader, getRequest, openEmptyDatabase, PASSWORD } from '#app/auth/test-people.ts';
import type { Letter } from '#app/mail/letter.ts';
import { resetPassword } from '#app/use-cases/reset-password.server.ts';
import { sendMail } from '#app/use-cases/send-mail.server.ts';
import { signIn } from '#app/use-cases/sign-in.server.ts';
import { twoSteps } from './test-desk.ts';

export type Person = 'admin' | 'doctor' | 'patient';

/** A database on which nothing was seeded, and whoever has come in by their own mail since. */
export async function openTestHouse() {
  const { database, close } = await openEmptyDatabase();
  const { db } = database;
  const cookies = new Map<Person, string>();
  const cookieOf = async (who: Person) => cookies.get(who)!;

  async function giveCookie(who: Person, account: { id: string; role: Person; name: string }): Promise<void> {
    cookies.set(who, cookieHeader(await openSession(db, { account, userAgent: '', now: new Date() })));
  }

  /** Opens the link that the worker would mail to them, chooses a password and signs in with it. */
  async function comeIn(who: Person, email: string): Promise<void> {
    const account = await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow();
    const { id, payload } = await db.selectFrom('outbox_message').select(['id', 'payload']).where('payload', 'like', `%invitation%${account.id}%`).executeTakeFirstOrThrow();
    const sent: { letter: Letter; address: string }[] = [];
    const mailer = { send: async (letter: Letter, { address }: { address: string }) => void sent.push({ letter, address }), close: () => undefined };
    await sendMail({ db, mailer: mailer as never, origin: 'https://onevisit.example' }, { order: JSON.parse(payload) as never, messageId: id, now: new Date() });
    if (sent[0]?.address !== email) throw new Error(`the mail went to ${sent[0]?.address}`);
    const token = /token=([\w-]+)/.exec(JSON.stringify(sent[0].letter))![1]!;
    await resetPassword(db, { token, password: PASSWORD, now: new Date() });
    const known = await signIn(db, { email, password: PASSWORD, now: new Date() });
    if (!known.ok) throw new Error(known.refusal.message);
    await giveCookie(who, { ...known.value, role: who });
  }

  const args = async (path: string, who: Person = 'admin', params: Record<string, string> = {}): Promise<LoaderFunctionArgs> => ({
    request: getRequest(path, await cookieOf(who)), params: { id: path.split('?')[0]!.split('/').at(-1)!, ...params }, context: {},
  });
  return { db, close, cookieOf, giveCookie, comeIn, args, ...twoSteps<Person>(cookieOf, 'admin') };
}

export type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
