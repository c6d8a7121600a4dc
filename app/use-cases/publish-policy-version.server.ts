import { bookingsKeep } from '#app/domain/bookings-keep.ts';
import { checkPolicy, type PolicyTier } from '#app/domain/cancellation-policy.ts';
import { policySentence } from '#app/domain/policy-sentence.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { countBookingsAhead } from '#db/bookings-ahead.ts';
import type { Database, Trx } from '#db/client.ts';
import { findPolicyName, insertPolicyVersion, listPolicyVersions, lockPolicy, moveServicesToPolicy } from '#db/policies.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface PolicyWish {
  /** Any version of the policy; null makes a new one. */
  readonly policyId: string | null;
  /** Of a new one. */
  readonly name: string;
  readonly tiers: readonly PolicyTier[];
}

/**
 * Publishes the next version of a policy, or the first of a new one. From then on all its services are sold under it;
 * what was sold carries its own copy of the version it was sold under and is not touched.
 */
export async function publishPolicyVersion(db: Database, order: ChangeOrder & { readonly wish: PolicyWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const { wish, now } = order;
  if (wish.policyId === null) return makeChange(db, order, (trx) => planFirst(trx, wish, now));
  const name = await findPolicyName(db, wish.policyId);
  if (name === null) return refused({ code: 'not_found', message: 'There is no such policy.' });
  return makeChange(db, order, (trx) => planNext(trx, { ...wish, name }, now));
}

async function planFirst(trx: Trx, { name, tiers }: PolicyWish, now: Date): Promise<PlanOutcome> {
  const body = bodyOf(name, tiers);
  if (!body.ok) return body;
  if ((await lockPolicy(trx, name)).length > 0) return refused({ code: 'taken', field: 'name', message: 'There is a policy of this name. Publish a new version of it, or choose another name.' });
  return accepted({
    verb: 'publish_policy_version', subjectKind: 'cancellation_policy', subjectId: null,
    before: null,
    after: { name, version: 1, policy: JSON.parse(body.value) as unknown },
    rows: [
      { what: 'Name', before: null, after: name },
      { what: 'What patients read', before: null, after: policySentence(body.value) },
    ],
    effects: ['No service uses it yet. Choose it on the page of a service.'],
    write: () => insertPolicyVersion(trx, { name, version: 1, body: body.value, now }),
  });
}

async function planNext(trx: Trx, { name, tiers }: PolicyWish, now: Date): Promise<PlanOutcome> {
  const versions = await lockPolicy(trx, name);
  const latest = versions[0]!;
  const body = bodyOf(latest.name, tiers);
  if (!body.ok) return body;
  const version = latest.version + 1;
  const ids = versions.map(({ id }) => id);
  const services = (await listPolicyVersions(trx, name)).reduce((all, each) => all + each.services, 0);
  const sold = await countBookingsAhead(trx, { policyIds: ids, now });
  // Said first, so that the version alone is no change.
  if (sameTiers(latest.body, body.value)) return refused({ code: 'nothing_changes', message: `This is what version ${latest.version} says already.` });
  return accepted({
    verb: 'publish_policy_version', subjectKind: 'cancellation_policy', subjectId: null,
    before: { name, version: latest.version, policy: JSON.parse(latest.body) as unknown, services },
    after: { name, version, policy: JSON.parse(body.value) as unknown },
    rows: [
      { what: 'Version', before: String(latest.version), after: String(version) },
      { what: 'What patients read', before: policySentence(latest.body), after: policySentence(body.value) },
    ],
    effects: [
      services === 0 ? 'No service uses it now.' : services === 1 ? `From now on 1 service uses version ${version}.` : `From now on ${services} services use version ${version}.`,
      bookingsKeep(sold, { one: 'keeps the version it was sold with', many: 'keep the version they were sold with' }),
    ],
    write: async () => {
      const id = await insertPolicyVersion(trx, { name: latest.name, version, body: body.value, now });
      await moveServicesToPolicy(trx, { from: ids, to: id });
      return id;
    },
  });
}

function bodyOf(name: string, tiers: readonly PolicyTier[]): Outcome<string, ChangeRefusal> {
  const checked = checkPolicy({ name, tiers });
  return checked.ok ? accepted(JSON.stringify(checked.value)) : checked;
}

function sameTiers(stored: string, wished: string): boolean {
  const [one, other] = [stored, wished].map((body) => JSON.stringify((JSON.parse(body) as { tiers: PolicyTier[] }).tiers.map(({ until, refundBps, flatFeePaise }) => [until, refundBps, flatFeePaise])));
  return one === other;
}
