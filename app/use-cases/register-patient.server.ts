import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import type { Role } from '#app/domain/roles.ts';
import { insertPatient } from '#db/accounts.ts';
import type { Database } from '#db/client.ts';
import { hashPassword } from '#db/password-hash.ts';
import { inTransaction, isDuplicateKey } from '#db/transaction.ts';

export interface Registration {
  readonly name: string;
  readonly email: string;
  /** `+91XXXXXXXXXX` */
  readonly phone: string;
  readonly password: string;
}

export type RegisterOutcome = Outcome<{ id: string; role: Role; name: string }, Refusal<'email_taken'>>;

/**
 * Says plainly when an e-mail is taken: whoever registers in the middle of a booking must know to sign in instead. The
 * price, that an e-mail can be tested, is bounded by the limit on registrations per address.
 */
export async function registerPatient(db: Database, registration: Registration, now: Date): Promise<RegisterOutcome> {
  const { name, email, phone, password } = registration;
  const passwordHash = await hashPassword(password);
  try {
    const id = await inTransaction(db, (trx) => insertPatient(trx, { name, email, phone, passwordHash }, now));
    return accepted({ id, role: 'patient', name });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return refused({ code: 'email_taken', message: 'There is already an account with this e-mail. Sign in instead, or set a new password.' });
  }
}
