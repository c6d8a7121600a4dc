import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { judgeAccount, ONBOARDING_MOVES, type BankWord, type OnboardingStatus } from '#app/domain/onboarding.ts';
import { accountIdentity, maskAccount, maskPan } from '#app/domain/payee.ts';
import type { Trx } from '../client.ts';
import { newId } from '../new-id.ts';
import type { PayoutAccountTable, ProviderProfileTable } from '../payout-tables.ts';
import { sealedAt } from '../sealed-columns.ts';
import type { Seal } from '../sealed-text.ts';
import type { ProviderTable, StatusEventTable } from '../tables.ts';
import { paperRows } from './payee-papers.ts';
import { BANKS, FIRST_PLAIN_END, OTHER_NAME, SPECIAL_ENDS } from './payees.ts';

const VERIFIED_DAYS_AGO = 45;
/** What comes first in the gateway ids of the seed, so that only these are made known to the emulator. */
export const SEEDED_ID = 'Seed';

interface Payee {
  readonly key: string;
  readonly provider: ProviderTable;
  /** Its place among all providers: numbers and gateway ids come from it, the same in every seed. */
  readonly index: number;
}

/** Profile, account and papers of every provider who has given theirs: verified, rejected, or waiting for a person to look. */
export async function seedPayees(trx: Trx, providers: Readonly<Record<string, ProviderTable>>, seal: Seal, now: Date): Promise<void> {
  const payees = Object.entries(providers).map(([key, provider], index): Payee => ({ key, provider, index }));
  const given = payees.filter(({ provider }) => provider.onboarding_status !== 'draft');
  const at = minutesAfter(now, -VERIFIED_DAYS_AGO * DAY_MINUTES);
  await trx.insertInto('provider_profile').values(given.map((payee) => profileRow(payee, seal, at))).execute();
  await trx.insertInto('payout_account').values(given.map((payee) => accountRow(payee, seal, at))).execute();
  await trx.insertInto('status_event').values(given.flatMap(({ provider }) => eventRows(provider, at))).execute();
  await trx.insertInto('provider_document').values(given.flatMap(({ provider }) => paperRows(provider, seal, at))).execute();
}

function plainName({ name }: ProviderTable): string {
  return name.replace(/^Dr /, '');
}

/** What the bank said of the account; the rest is the product's own judgement of it. */
function bankWordOf(provider: ProviderTable): BankWord {
  switch (provider.onboarding_status) {
    case 'bank_check':
      return { status: 'completed', accountStatus: 'active', ...OTHER_NAME };
    case 'rejected':
      return { status: 'completed', accountStatus: 'invalid', registeredName: null, nameMatchScore: 0 };
    default:
      return { status: 'completed', accountStatus: 'active', registeredName: plainName(provider).toUpperCase(), nameMatchScore: 100 };
  }
}

/** Where the account stands by that word, and why. */
function judged(provider: ProviderTable): { status: 'valid' | 'review' | 'invalid'; reason: string | null } {
  const verdict = judgeAccount(bankWordOf(provider), false);
  if (verdict.kind === 'wait' || verdict.kind === 'ask_again') throw new Error(`the bank has not answered about ${provider.name}`);
  return { status: verdict.kind, reason: verdict.kind === 'valid' ? null : verdict.reason };
}

function gatewayId(prefix: 'cont' | 'fa' | 'fav', index: number): string {
  return `${prefix}_${SEEDED_ID}${String(index + 1).padStart(14 - SEEDED_ID.length, '0')}`;
}

/** A person's for a doctor, a company's for a lab; the fifth letter is the name's. */
function panOf({ provider, index }: Payee): string {
  const holder = provider.kind === 'lab' ? 'C' : 'P';
  const name = (provider.kind === 'lab' ? provider.name : (provider.name.split(' ').at(-1) ?? '')).charAt(0).toUpperCase();
  return `${['ABC', 'BQD', 'AHL', 'CJK'][index % 4]}${holder}${name}${String(1_234 + index * 37)}${String.fromCharCode(65 + (index % 26))}`;
}

function profileRow(payee: Payee, seal: Seal, at: Date): ProviderProfileTable {
  const { provider, index } = payee;
  const pan = panOf(payee);
  const rejected = provider.onboarding_status === 'rejected';
  return {
    provider_id: provider.id,
    legal_name: plainName(provider),
    email: `${provider.slug.replace(/^dr-/, '').replaceAll('-', '.')}@onevisit.example`,
    phone: `+9198450${String(10_000 + index * 137)}`,
    pan_sealed: seal.seal(pan, sealedAt.pan(provider.id)),
    pan_shown: maskPan(pan),
    gateway_contact_id: gatewayId('cont', index),
    submitted_at: at,
    decided_at: rejected || provider.onboarding_status === 'verified' ? at : null,
    decided_by: null,
    decision_reason: rejected ? judged(provider).reason : null,
    updated_at: at,
  };
}

function accountRow({ key, provider, index }: Payee, seal: Seal, at: Date): PayoutAccountTable {
  const id = newId();
  const bank = BANKS[index % BANKS.length]!;
  const end = SPECIAL_ENDS[key as keyof typeof SPECIAL_ENDS] ?? String(FIRST_PLAIN_END + index);
  const number = `50100${String(((index + 1) * 48_271) % 10_000_000).padStart(7, '0')}${end}`;
  const { registeredName, nameMatchScore } = bankWordOf(provider);
  return {
    id,
    provider_id: provider.id,
    kind: 'bank_account',
    holder_name: plainName(provider),
    ifsc: bank.ifsc,
    bank_name: bank.name,
    number_sealed: seal.seal(number, sealedAt.accountNumber(id)),
    shown_as: maskAccount('bank_account', number),
    fingerprint: seal.fingerprints(accountIdentity({ kind: 'bank_account', ifsc: bank.ifsc, number }))[0],
    ...judged(provider),
    gateway_fund_account_id: gatewayId('fa', index),
    gateway_validation_id: gatewayId('fav', index),
    registered_name: registeredName,
    name_match_score: nameMatchScore,
    tries: 1,
    next_try_at: null,
    created_at: at,
    checked_at: at,
    retired_at: null,
  };
}

/** The way there, a minute apart. */
function eventRows(provider: ProviderTable, at: Date): StatusEventTable[] {
  const { id, onboarding_status: reached } = provider;
  const way: OnboardingStatus[] = ['draft', 'submitted', 'bank_check', ...(reached === 'bank_check' ? [] : [reached])];
  const steps = way.slice(1).map((to, index) => ({ from: way[index]!, to }));
  return steps.map(({ from, to }, index) => ({
    id: newId(),
    subject_kind: 'provider',
    subject_id: id,
    master_booking_id: null,
    event: ONBOARDING_MOVES.find((move) => move.from === from && move.to === to)!.event,
    from_status: from,
    to_status: to,
    actor_kind: index === 0 ? 'provider' : 'system',
    actor_id: null,
    at: minutesAfter(at, index),
    note: to === 'rejected' ? judged(provider).reason : null,
  }));
}
