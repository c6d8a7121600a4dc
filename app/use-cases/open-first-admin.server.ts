import { emailAddress } from '#app/domain/email-address.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findAccountByEmail } from '#db/accounts.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { hashPassword } from '#db/password-hash.ts';
import { insertStaff, lockAdmins, lockFirstAdmin } from '#db/people.ts';
import { newSecretToken } from '#db/secret-token.ts';
import { tryInTransaction } from '#db/transaction.ts';

export interface FirstAdmin {
  readonly email: string;
  readonly name: string;
  readonly now: Date;
}

export interface OpenedAdmin {
  readonly accountId: string;
  readonly email: string;
}

export type FirstAdminRefusal = Refusal<'bad_email' | 'bad_name' | 'has_admin' | 'taken'>;

const NAME_MAX_LENGTH = 120;

/**
 * Opens the account of the first admin, whom no admin can invite, and has the worker write to them as to anybody
 * invited: the password is known to nobody until the mail's link is used. Once there is an admin it opens nothing more.
 */
export async function openFirstAdmin(db: Database, { email: typed, name: typedName, now }: FirstAdmin): Promise<Outcome<OpenedAdmin, FirstAdminRefusal>> {
  const address = emailAddress.safeParse(typed);
  if (!address.success) return refused({ code: 'bad_email', message: `“${typed}” is not an e-mail address. Write it like you@clinic.example.` });
  const [email, name] = [address.data, typedName.trim()];
  if (name === '' || name.length > NAME_MAX_LENGTH) return refused({ code: 'bad_name', message: `Say the name, in at most ${NAME_MAX_LENGTH} characters.` });
  const passwordHash = await hashPassword(newSecretToken());
  return tryInTransaction<OpenedAdmin, FirstAdminRefusal>(db, async (trx) => {
    await lockFirstAdmin(trx);
    if ((await lockAdmins(trx)).length > 0) return refused({ code: 'has_admin', message: 'There is an admin already. Admins invite people on the desk, under Settings, People and roles.' });
    if (await findAccountByEmail(trx, email)) return refused({ code: 'taken', message: `There is an account with the e-mail ${email} already. Choose another one.` });
    const staff = { email, name, role: 'admin', providerId: null } as const;
    const accountId = await insertStaff(trx, { ...staff, passwordHash }, now);
    await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'invitation', accountId } }], now);
    await writeAudit(trx, { actorKind: 'system', actorId: null, verb: 'open_first_admin', subjectKind: 'account', subjectId: accountId, after: staff, reason: 'npm run first-admin', at: now });
    return accepted({ accountId, email });
  });
}
