import type { Actor } from '#app/domain/booking.ts';
import type { Role } from '#app/domain/roles.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';

const ACTOR_OF_ROLE: Readonly<Record<Role, Actor>> = { patient: 'patient', doctor: 'provider', admin: 'admin' };

export type AccountVerb = 'signed_in' | 'password_changed' | 'password_reset' | 'session_revoked' | 'sessions_revoked';

interface AccountDeed {
  readonly account: { readonly id: string; readonly role: Role };
  readonly verb: AccountVerb;
  readonly after?: Readonly<Record<string, unknown>>;
  /** UTC */
  readonly at: Date;
}

/** Notes what an account's owner did to the account. */
export async function auditAccount(db: Database, { account, verb, after, at }: AccountDeed): Promise<void> {
  const actorKind = ACTOR_OF_ROLE[account.role];
  await writeAudit(db, { actorKind, actorId: account.id, verb, subjectKind: 'account', subjectId: account.id, after, at });
}
