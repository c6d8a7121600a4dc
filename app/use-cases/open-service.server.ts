import type { ServiceKind } from '#app/domain/booking.ts';
import { formatPaise } from '#app/domain/money.ts';
import { formatPercent } from '#app/domain/percent.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { FOLLOW_UP_DAYS_MAX } from '#app/domain/settings-bounds.ts';
import { slugOf } from '#app/domain/slug.ts';
import type { Database, Trx } from '#db/client.ts';
import { findCommissions } from '#db/commissions.ts';
import { findDeskProvider, setFollowUpGrant, type DeskProvider } from '#db/desk-providers.ts';
import { findServiceLike, insertService } from '#db/desk-services.ts';
import { findLabTestBySlug, insertLabTest } from '#db/lab-tests.ts';
import { lockProvider } from '#db/own-schedule.ts';
import { findPolicyName, lockPolicy } from '#db/policies.ts';
import { findTermsFault } from './change-service.server.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface NewServiceWish {
  readonly providerId: string;
  readonly kind: ServiceKind;
  readonly name: string;
  readonly pricePaise: number;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  /** Any version of the policy; the newest one is taken. */
  readonly policyId: string;
  /** Of a lab test that no lab sells yet. */
  readonly alsoKnownAs: string;
  readonly preparation: string;
  /** Of a follow-up: the share of its price within so many days of the consultation. */
  readonly grantDays: number;
  readonly grantPriceBps: number;
}

const KIND_WORDS: Readonly<Record<ServiceKind, string>> = { consultation: 'Consultation', lab_test: 'Lab test', follow_up: 'Follow-up' };
const NO_TEST = accepted<FoundTest | null>(null);

/** Puts something new on sale, at every clinic where its provider works. */
export async function openService(db: Database, order: ChangeOrder & { readonly wish: NewServiceWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const { wish } = order;
  const fault = findTermsFault(wish) ?? findGrantFault(wish);
  if (fault) return refused(fault);
  if (!(await findDeskProvider(db, wish.providerId))) return refused({ code: 'no_provider', field: 'provider', message: 'Choose who sells it' });
  return makeChange(db, order, (trx) => plan(trx, wish));
}

function findGrantFault({ kind, grantDays }: NewServiceWish): ChangeRefusal | null {
  return kind === 'follow_up' && grantDays > FOLLOW_UP_DAYS_MAX ? { code: 'bad_days', field: 'grantDays', message: `Enter 0 to ${FOLLOW_UP_DAYS_MAX} days` } : null;
}

async function plan(trx: Trx, wish: NewServiceWish): Promise<PlanOutcome> {
  // The policy before the provider, as a change of a service takes them.
  const policyName = await findPolicyName(trx, wish.policyId);
  if (policyName === null) return refused({ code: 'no_policy', field: 'policy', message: 'Choose a policy' });
  const policy = (await lockPolicy(trx, policyName))[0]!;
  await lockProvider(trx, wish.providerId);
  const provider = (await findDeskProvider(trx, wish.providerId))!;
  if ((provider.kind === 'lab') !== (wish.kind === 'lab_test')) {
    return refused({ code: 'bad_kind', field: 'kind', message: provider.kind === 'lab' ? 'A laboratory sells lab tests' : 'A doctor sells consultations and follow-ups' });
  }
  const test = wish.kind === 'lab_test' ? await testFor(trx, wish) : NO_TEST;
  if (!test.ok) return test;
  const labTestId = test.value?.id ?? null;
  const like = await findServiceLike(trx, { providerId: provider.id, name: wish.name, labTestId });
  if (like) return refused({ code: 'taken', field: 'name', message: `${provider.name} ${like.active === 1 ? 'sells' : 'has, withdrawn,'} “${like.name}” already. Change it on its own page.` });
  const share = (await findCommissions(trx, provider.id))?.commissionBps[wish.kind];
  const { kind, name, pricePaise, durationMinutes, bufferMinutes } = wish;
  const terms = { kind, name, pricePaise, durationMinutes, bufferMinutes, policy: `${policy.name}, version ${policy.version}` };
  return accepted({
    verb: 'open_service', subjectKind: 'service', subjectId: null,
    before: kind === 'follow_up' ? grantOf(provider) : null, after: { provider: provider.name, ...terms, ...wordsOf(wish) }, wish: { ...wish, policyId: policy.id, labTestId, share: share ?? 0 },
    rows: [
      { what: 'Sold by', before: null, after: provider.name },
      { what: 'Kind', before: null, after: KIND_WORDS[kind] },
      { what: 'Name', before: null, after: name },
      { what: 'Price', before: null, after: formatPaise(pricePaise) },
      { what: 'Takes', before: null, after: `${durationMinutes} minutes` },
      { what: 'Buffer after it', before: null, after: `${bufferMinutes} minutes` },
      { what: 'Cancellation policy', before: null, after: terms.policy },
    ],
    effects: [...effectsOf(wish, provider, test.value), share ? `The platform keeps ${formatPercent(share)} of it.` : 'The platform keeps nothing of it, until a commission is set.'],
    write: async () => {
      const lab_test_id = test.value === null ? null : (test.value.id ?? (await insertLabTest(trx, test.value.row)));
      if (kind === 'follow_up') await setFollowUpGrant(trx, provider.id, { days: wish.grantDays, priceBps: wish.grantPriceBps });
      return insertService(trx, {
        provider_id: provider.id, kind, lab_test_id, name, list_price_paise: pricePaise, duration_minutes: durationMinutes, buffer_minutes: bufferMinutes, policy_id: policy.id,
      });
    },
  });
}

interface FoundTest {
  /** Null for one that is made with the service. */
  readonly id: string | null;
  readonly row: { readonly slug: string; readonly name: string; readonly also_known_as: string; readonly preparation: string };
}

/** The test of that name, which other labs may sell, or a new one. */
async function testFor(trx: Trx, { name, alsoKnownAs, preparation }: NewServiceWish): Promise<Outcome<FoundTest | null, ChangeRefusal>> {
  const slug = slugOf(name);
  if (slug === '') return refused({ code: 'bad_name', field: 'name', message: 'Enter a name with Latin letters: patients look for it by them' });
  const known = await findLabTestBySlug(trx, slug);
  if (known) return accepted({ id: known.id, row: known });
  if (preparation === '') return refused({ code: 'no_preparation', field: 'preparation', message: 'Say how patients prepare for it, or that they need not' });
  return accepted({ id: null, row: { slug, name, also_known_as: alsoKnownAs, preparation } });
}

function effectsOf({ kind, grantDays, grantPriceBps }: NewServiceWish, provider: DeskProvider, test: FoundTest | null): string[] {
  if (test) return [test.id === null ? `“${test.row.name}” is a new test. Search finds it within a minute.` : `Patients find it with the labs that sell “${test.row.name}” already. Its preparation is as they have it: ${test.row.preparation}`];
  if (kind === 'consultation') return ['Patients can book it wherever they have hours.'];
  if (grantPriceBps === 10_000) return [`Patients can book it who had a consultation with ${provider.name}, or book one in the same visit.`];
  return [`Once per consultation, within ${grantDays} ${grantDays === 1 ? 'day' : 'days'} of it, it costs ${grantPriceBps === 0 ? 'nothing' : `${formatPercent(grantPriceBps)} of its price`}.`];
}

function grantOf({ follow_up_days: grantDays, follow_up_price_bps: grantPriceBps }: DeskProvider) {
  return { grantDays, grantPriceBps };
}

/** What of the wish belongs to its kind. */
function wordsOf({ kind, grantDays, grantPriceBps, alsoKnownAs, preparation }: NewServiceWish): Readonly<Record<string, unknown>> {
  if (kind === 'follow_up') return { grantDays, grantPriceBps };
  return kind === 'lab_test' ? { alsoKnownAs, preparation } : {};
}
