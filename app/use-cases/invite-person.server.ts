import { INVITATION_HOURS } from '#app/domain/settings-bounds.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import type { Role } from '#app/domain/roles.ts';
import { findAccountByEmail } from '#db/accounts.ts';
import type { Database, Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { hashPassword } from '#db/password-hash.ts';
import { findProviderName, insertStaff } from '#db/people.ts';
import { newSecretToken } from '#db/secret-token.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Exclude<Role, 'patient'>;
  /** Whom a provider's login stands for. */
  readonly providerId: string | null;
}

/**
 * Opens an account for somebody who works here and has the worker write to them. Its password is known to nobody; the
 * mail's link lets them choose one, and the link is made when the mail is written.
 */
export async function invitePerson(db: Database, order: ChangeOrder & { readonly wish: Invitation }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const passwordHash = order.token === null ? '' : await hashPassword(newSecretToken());
  return makeChange(db, order, (trx) => plan(trx, order.wish, { passwordHash, now: order.now }));
}

async function plan(trx: Trx, { email, name, role, providerId }: Invitation, { passwordHash, now }: { readonly passwordHash: string; readonly now: Date }): Promise<PlanOutcome> {
  if (await findAccountByEmail(trx, email)) return refused({ code: 'taken', field: 'email', message: 'There is an account with this e-mail already' });
  const standing = await providerFor(trx, { role, providerId });
  if (!standing.ok) return standing;
  const staff = { email, name, role, providerId: role === 'doctor' ? providerId : null };
  return accepted({
    verb: 'invite_person', subjectKind: 'account', subjectId: null,
    before: null, after: { ...staff },
    rows: [
      { what: 'Name', before: null, after: name },
      { what: 'E-mail', before: null, after: email },
      { what: 'Role', before: null, after: roleInWords(role, standing.value) },
    ],
    effects: [`A link to choose a password goes to ${email}. It works once, within ${INVITATION_HOURS} hours.`, whatTheyMay(role)],
    write: async () => {
      const accountId = await insertStaff(trx, { ...staff, passwordHash }, now);
      await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'invitation', accountId } }], now);
      return accountId;
    },
  });
}

/** The name of whom a provider's login stands for; null for an admin. */
export async function providerFor(trx: Trx, { role, providerId }: Pick<Invitation, 'role' | 'providerId'>): Promise<Outcome<string | null, ChangeRefusal>> {
  if (role === 'admin') return accepted(null);
  const name = providerId === null ? null : await findProviderName(trx, providerId);
  return name === null ? refused({ code: 'no_provider', field: 'provider', message: 'Choose the provider that this login stands for' }) : accepted(name);
}

export function roleInWords(role: Role, providerName: string | null): string {
  if (role === 'doctor') return `Login of ${providerName ?? 'a provider'}`;
  return role === 'admin' ? 'Admin' : 'Patient';
}

export function whatTheyMay(role: Invitation['role']): string {
  return role === 'admin' ? 'An admin sees every visit and every payment, and may change all of these settings.' : 'They see this provider’s schedule, bookings, patients of those and earnings.';
}
