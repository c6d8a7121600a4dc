import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';

export type PolicyVersion = Awaited<ReturnType<typeof listPolicyVersions>>[number];

/** Every version of every policy, or of one, with how many services are sold under it; newest version first. */
export async function listPolicyVersions(db: Database, name?: string) {
  const rows = await db
    .selectFrom('cancellation_policy as policy')
    .leftJoin('service', (join) => join.onRef('service.policy_id', '=', 'policy.id').on('service.active', '=', 1))
    .select(({ fn }) => ['policy.id', 'policy.name', 'policy.version', 'policy.created_at', fn.max('policy.body').as('body'), fn.count<number>('service.id').as('services')])
    .$if(name !== undefined, (versions) => versions.where('policy.name', '=', name!))
    .groupBy(['policy.id', 'policy.name', 'policy.version', 'policy.created_at'])
    .orderBy('policy.name')
    .orderBy('policy.version', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, services: Number(row.services) }));
}

export async function findPolicyName(db: Database, id: string): Promise<string | null> {
  const row = await db.selectFrom('cancellation_policy').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}

/**
 * All versions of one policy, newest first, locked: a version is published by one person at a time. The first version is
 * the lock: whoever waited at the newest would not see the one that was added above it meanwhile.
 */
export async function lockPolicy(trx: Trx, name: string) {
  await trx.selectFrom('cancellation_policy').select('id').where('name', '=', name).where('version', '=', 1).forUpdate().execute();
  return trx.selectFrom('cancellation_policy').selectAll().where('name', '=', name).orderBy('version', 'desc').forUpdate().execute();
}

/** Rows are only ever added: what was sold has its own copy, and what was published stays readable. */
export async function insertPolicyVersion(trx: Trx, version: { readonly name: string; readonly version: number; readonly body: string; readonly now: Date }): Promise<string> {
  const id = newId();
  await trx.insertInto('cancellation_policy').values({ id, name: version.name, version: version.version, body: version.body, created_at: version.now }).execute();
  return id;
}

export async function moveServicesToPolicy(trx: Trx, { from, to }: { readonly from: readonly string[]; readonly to: string }): Promise<void> {
  if (from.length === 0) return;
  await trx.updateTable('service').set({ policy_id: to }).where('policy_id', 'in', [...from]).execute();
}

/** Who published each version and why; the first ones came with the database. */
export async function listPublications(db: Database, policyIds: readonly string[]) {
  if (policyIds.length === 0) return [];
  return db
    .selectFrom('audit_log as entry')
    .leftJoin('account', 'account.id', 'entry.actor_id')
    .select(['entry.subject_id as policyId', 'entry.reason', 'account.name as publishedBy'])
    .where('entry.subject_kind', '=', 'cancellation_policy')
    .where('entry.subject_id', 'in', [...policyIds])
    .execute();
}
