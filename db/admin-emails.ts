import type { Database } from './client.ts';

/** Every admin who can still sign in, with commas between, as a mail's address. */
export async function listAdminEmails(db: Database): Promise<string> {
  const admins = await db.selectFrom('account').select('email').where('role', '=', 'admin').where('disabled_at', 'is', null).orderBy('email').execute();
  return admins.map((admin) => admin.email).join(', ');
}
