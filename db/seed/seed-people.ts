import { DAY_MINUTES, MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { Trx } from '../client.ts';
import { LOGINS, type LoginKey } from '../demo-logins.ts';
import { newId } from '../new-id.ts';
import type { AccountTable } from '../tables.ts';
import { PATIENTS } from './patients.ts';
import { mapKeys, type SeededWorld } from './world.ts';

type People = Pick<SeededWorld, 'patients' | 'logins'>;
type StaffKey = Exclude<LoginKey, 'meera' | 'arjun'>;

const JOINED_DAYS_AGO = 60;

/** One password hash for all: it is printed on the demo's first page, so a salt each would protect nothing. */
export async function seedPeople(trx: Trx, world: Pick<SeededWorld, 'doctors' | 'labs'>, passwordHash: string, now: Date): Promise<People> {
  const joinedAt = new Date(now.getTime() - JOINED_DAYS_AGO * DAY_MINUTES * MINUTE_MS);
  const account = (person: { name: string; email: string }, role: AccountTable['role'], provider_id: string | null): AccountTable => ({
    id: newId(),
    email: person.email,
    password_hash: passwordHash,
    role,
    name: person.name,
    provider_id,
    created_at: joinedAt,
    disabled_at: null,
  });
  const { meera: _meera, arjun: _arjun, ...staffLogins } = LOGINS;
  const providerOf: Readonly<Partial<Record<StaffKey, string>>> = {
    rao: world.doctors.rao.id,
    iyer: world.doctors.iyer.id,
    singhvi: world.doctors.singhvi.id,
    pulse: world.labs.pulse.id,
  };
  const staff = mapKeys(staffLogins, (login, key) => account(login, login.role, providerOf[key] ?? null));
  const patients = mapKeys(PATIENTS, (plan) => account(plan, 'patient', null));
  await trx.insertInto('account').values([...Object.values(staff), ...Object.values(patients)]).execute();
  await trx
    .insertInto('patient')
    .values(Object.values(mapKeys(patients, ({ id }, key) => ({ id, phone: PATIENTS[key].phone }))))
    .execute();
  return { patients, logins: { ...staff, meera: patients.meera, arjun: patients.arjun } };
}
