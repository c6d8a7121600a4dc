import { minutesAfter } from '#app/domain/appointment-time.ts';
import { registerPayee } from '#app/use-cases/register-payee.server.ts';
import { submitPayeeDetails, type PayeeDetails } from '#app/use-cases/submit-payee-details.server.ts';
import { newId } from '#db/new-id.ts';
import { findCurrentAccount, type PayoutAccountRow } from '#db/payees.ts';
import type { TroubleWorld } from './open-world.ts';

/** A doctor in draft, and the login that answers for them. */
export interface Payee {
  readonly providerId: string;
  readonly accountId: string;
  readonly name: string;
}

export const PAN = 'ABCPR1234F';
const IFSC = 'HDFC0000240';
let made = 0;

/** 14 digits that nobody else has; the last two decide what the emulator's bank says. */
export function accountNumber(end = '58'): string {
  made += 1;
  return `70770${String(made * 7_919).padStart(7, '0')}${end}`;
}

export async function makePayee(world: TroubleWorld, name = 'Dr Kabir Anand'): Promise<Payee> {
  const { id: copied } = world.seeded.doctors.singhvi;
  const row = await world.db.selectFrom('provider').selectAll().where('id', '=', copied).executeTakeFirstOrThrow();
  const providerId = newId();
  await world.db.insertInto('provider').values({ ...row, id: providerId, slug: `payee-${providerId}`, name, onboarding_status: 'draft' }).execute();
  return { providerId, accountId: world.seeded.logins.singhvi.id, name };
}

type Wish = Partial<Omit<PayeeDetails, 'account'>> & { readonly account?: Partial<PayeeDetails['account']> };

export function detailsOf(payee: Payee, { account, ...wish }: Wish = {}): PayeeDetails {
  const plain = payee.name.replace('Dr ', '');
  return {
    legalName: plain, email: `${payee.providerId}@example.org`, phone: '+919845012345', registrationNumber: 'RMC-28967', pan: PAN, ...wish,
    account: { kind: 'bank_account', holderName: plain, ifsc: IFSC, number: accountNumber(), ...account },
  };
}

export async function submit(world: TroubleWorld, payee: Payee, wish: Wish = {}, minutes = 0) {
  return submitPayeeDetails(world, { ...payee, details: detailsOf(payee, wish), now: minutesAfter(world.now, minutes) });
}

/** As the message that submitting left would have it. */
export async function register(world: TroubleWorld, payee: Payee, minutes = 0): Promise<PayoutAccountRow> {
  await registerPayee(world, { payoutAccountId: (await currentOf(world, payee)).id, now: minutesAfter(world.now, minutes) });
  return currentOf(world, payee);
}

export async function currentOf(world: TroubleWorld, { providerId }: Payee): Promise<PayoutAccountRow> {
  const account = await findCurrentAccount(world.db, providerId);
  if (!account) throw new Error('no account');
  return account;
}

export async function statusOf(world: TroubleWorld, { providerId }: Payee): Promise<string> {
  const { onboarding_status } = await world.db.selectFrom('provider').select('onboarding_status').where('id', '=', providerId).executeTakeFirstOrThrow();
  return onboarding_status;
}

/** Mails of onboarding that wait in the outbox, in order. */
export async function newsOf(world: TroubleWorld, { providerId }: Payee): Promise<string[]> {
  const rows = await world.db.selectFrom('outbox_message').select('payload').where('task', '=', 'send-mail').where('payload', 'like', `%${providerId}%`).orderBy('created_at').execute();
  return rows.map(({ payload }) => JSON.parse(payload).news);
}

/** Submitted and checked, to whatever end the number's last digits have. */
export async function checked(world: TroubleWorld, wish: Wish = {}, name?: string): Promise<Payee> {
  const payee = await makePayee(world, name);
  const outcome = await submit(world, payee, wish);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  await register(world, payee);
  await world.emulator.admin.advance(5);
  await register(world, payee, 3);
  return payee;
}
