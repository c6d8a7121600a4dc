import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { registerPayee } from '#app/use-cases/register-payee.server.ts';
import { submitPayeeDetails } from '#app/use-cases/submit-payee-details.server.ts';
import { findCurrentAccount } from '#db/payees.ts';
import type { LiveWorld } from './live-world.ts';

const PROVIDER_WAITS_MINUTES = 2 * DAY_MINUTES;
const CHECK_TAKES_MINUTES = 3;
/** Longer than the emulator's bank takes for a check. */
const BANK_SECONDS = 2;
/** Ten digits that differ from count to count, between a branch and an end that no bank of the emulator is peculiar about. */
const NUMBER_STEP = 48_611;

/** Providers whose account a payout has shown to be closed or dormant give another one two days later; what was held is released with it. */
export async function replaceDeniedAccounts(world: LiveWorld, now: Date): Promise<void> {
  const denied = await findDenied(world, minutesAfter(now, -PROVIDER_WAITS_MINUTES));
  for (const provider of denied) await giveAnother(world, provider, now);
}

function findDenied({ db }: LiveWorld, deniedBefore: Date) {
  return db
    .selectFrom('payout_account as bank')
    .innerJoin('provider', 'provider.id', 'bank.provider_id')
    .innerJoin('provider_profile as profile', 'profile.provider_id', 'provider.id')
    .innerJoin('account as login', 'login.provider_id', 'provider.id')
    .select(['provider.id as providerId', 'provider.registration_number', 'login.id as accountId', 'profile.legal_name', 'profile.email', 'profile.phone', 'bank.holder_name', 'bank.ifsc'])
    .where('bank.status', '=', 'invalid')
    .where('bank.retired_at', 'is', null)
    .where('provider.onboarding_status', '=', 'rejected')
    .where('profile.decided_at', '<=', deniedBefore)
    .where(({ exists, selectFrom }) => exists(selectFrom('payout_attempt').select('payout_attempt.id').whereRef('payout_account_id', '=', 'bank.id')))
    .orderBy('provider.slug')
    .execute();
}

async function giveAnother(world: LiveWorld, provider: Awaited<ReturnType<typeof findDenied>>[number], now: Date): Promise<void> {
  const { count } = await world.db.selectFrom('payout_account').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const number = `60${String(Number(count) * NUMBER_STEP).padStart(10, '0')}57`;
  const submittedAt = minutesAfter(now, -CHECK_TAKES_MINUTES);
  const { providerId, accountId, legal_name: legalName, email, phone } = provider;
  const account = { kind: 'bank_account' as const, holderName: provider.holder_name, ifsc: provider.ifsc, number };
  const details = { legalName, email, phone, registrationNumber: provider.registration_number ?? '', pan: null, account };
  const submitted = await submitPayeeDetails(world, { providerId, accountId, details, now: submittedAt });
  if (!submitted.ok) throw new Error(submitted.refusal.message);
  const { id: payoutAccountId } = (await findCurrentAccount(world.db, providerId))!;
  await registerPayee(world, { payoutAccountId, now: submittedAt });
  await world.emulator.admin.advance(BANK_SECONDS);
  await registerPayee(world, { payoutAccountId, now });
}
