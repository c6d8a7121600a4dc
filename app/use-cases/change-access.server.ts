import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import type { Database, Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { spendPasswordResetsOf } from '#db/password-resets.ts';
import { findPerson, lockAdmins, lockPerson, setDisabledAt, setRole, type Person } from '#db/people.ts';
import { listLiveSessions, revokeSessionsOf } from '#db/sessions.ts';
import { providerFor, roleInWords, whatTheyMay, type Invitation } from './invite-person.server.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlannedChange, type PlanOutcome } from './make-change.server.ts';

type AccessOrder = ChangeOrder & { readonly accountId: string };
type Changed = Promise<Outcome<ChangeResult, ChangeRefusal>>;
type Change = Omit<PlannedChange, 'subjectKind' | 'subjectId' | 'write'> & { readonly write: () => Promise<unknown> };

const NOT_FOUND: ChangeRefusal = { code: 'not_found', message: 'There is no such account.' };

/**
 * Changes who may come in. Nobody changes himself, and whoever acts is found among the admins under their lock: so two
 * admins who shut out each other at once shut out one, and there always is one left.
 */
async function changeAccess(db: Database, order: AccessOrder, plan: (trx: Trx, person: Person) => Promise<Outcome<Change, ChangeRefusal>>): Changed {
  const { accountId, adminId } = order;
  if (!(await findPerson(db, accountId))) return refused(NOT_FOUND);
  if (accountId === adminId) return refused({ code: 'self', message: 'This is your own account. Another admin has to change it.' });
  return makeChange(db, order, async (trx): Promise<PlanOutcome> => {
    if (!(await lockAdmins(trx)).includes(adminId)) return refused(NOT_FOUND);
    const person = (await lockPerson(trx, accountId))!;
    const planned = await plan(trx, person);
    if (!planned.ok) return planned;
    const write = async () => {
      await planned.value.write();
      return accountId;
    };
    return accepted({ ...planned.value, subjectKind: 'account', subjectId: accountId, write });
  });
}

const ACCESS = 'May sign in';

/** Every session ends at once, and no link that was mailed opens the account any more. */
export async function disableAccount(db: Database, order: AccessOrder): Changed {
  const { now, accountId } = order;
  return changeAccess(db, order, async (trx, person) => {
    if (person.disabled_at !== null) return refused({ code: 'disabled', message: 'This account is disabled already.' });
    const sessions = (await listLiveSessions(trx, accountId, now)).length;
    return accepted({
      verb: 'disable_account',
      before: { disabled: false }, after: { disabled: true },
      rows: [{ what: ACCESS, before: 'Yes', after: 'No' }],
      effects: [sessions === 0 ? 'They are not signed in now.' : sessions === 1 ? 'Their one session ends at once.' : `Their ${sessions} sessions end at once.`, whatGoesOn(person)],
      write: async () => {
        await setDisabledAt(trx, accountId, now);
        await spendPasswordResetsOf(trx, accountId, now);
        await revokeSessionsOf(trx, { accountId, now });
      },
    });
  });
}

function whatGoesOn({ role, provider_name }: Person): string {
  if (role === 'patient') return 'Their visits, refunds and mails go on as before.';
  return role === 'doctor' ? `Bookings and payouts of ${provider_name ?? 'the provider'} go on as before.` : 'What they have decided stands.';
}

export async function enableAccount(db: Database, order: AccessOrder): Changed {
  return changeAccess(db, order, async (trx, person) => {
    if (person.disabled_at === null) return refused({ code: 'enabled', message: 'This account is not disabled.' });
    return accepted({
      verb: 'enable_account',
      before: { disabled: true }, after: { disabled: false },
      rows: [{ what: ACCESS, before: 'No', after: 'Yes' }],
      effects: ['Their password is what it was; sessions that were ended stay ended.'],
      write: () => setDisabledAt(trx, order.accountId, null),
    });
  });
}

/** Between the desk and providers; a patient’s account stays a patient’s, because its visits hang on it. */
export async function changeRole(db: Database, order: AccessOrder & { readonly wish: Pick<Invitation, 'role' | 'providerId'> }): Changed {
  const { accountId, wish, now } = order;
  return changeAccess(db, order, async (trx, person) => {
    if (person.role === 'patient') return refused({ code: 'patient', message: 'A patient’s account stays a patient’s. Invite them with another e-mail.' });
    const standing = await providerFor(trx, wish);
    if (!standing.ok) return standing;
    const to = { role: wish.role, providerId: wish.role === 'doctor' ? wish.providerId : null };
    return accepted({
      verb: 'change_role',
      before: { role: person.role, providerId: person.provider_id }, after: to,
      rows: [{ what: 'Role', before: roleInWords(person.role, person.provider_name), after: roleInWords(to.role, standing.value) }],
      effects: [whatTheyMay(to.role), 'They are signed out everywhere and sign in anew.'],
      write: async () => {
        await setRole(trx, accountId, to);
        await revokeSessionsOf(trx, { accountId, now });
      },
    });
  });
}

/** The same mail that the sign-in page sends; the desk never sees the link. */
export async function sendResetLink(db: Database, order: AccessOrder): Changed {
  const { accountId, now } = order;
  return changeAccess(db, order, async (trx, person) => {
    if (person.disabled_at !== null) return refused({ code: 'disabled', message: 'This account is disabled. Enable it first.' });
    return accepted({
      verb: 'send_reset_link',
      before: null, after: { email: person.email },
      rows: [{ what: 'A link to choose a new password', before: null, after: `Goes to ${person.email}` }],
      effects: ['It works once. Until it is used, their password and their sessions stay as they are.'],
      write: () => leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'password-reset', accountId } }], now),
    });
  });
}
