import { sql } from 'kysely';
import type { Database } from './client.ts';

interface Subject {
  readonly subject_kind: string;
  readonly subject_id: string;
}

/** What a person calls the thing: the code of its visit, the name of its owner. */
export interface SubjectNames {
  readonly code?: string;
  readonly name?: string;
}

type Found = readonly [id: string, names: SubjectNames];

const PARTS_OF_VISITS = new Set(['individual_booking', 'cancellation', 'refund', 'refund_approval', 'payout', 'clawback', 'discrepancy']);
const NAMED = new Map([['account', 'name'], ['provider', 'name'], ['service', 'name'], ['clinic', 'name'], ['specialisation', 'name'], ['cancellation_policy', 'name'], ['coupon', 'code']]);

/** Codes and names of what deeds were done to, by subject id; one query for each kind on the page. */
export async function nameAuditSubjects(db: Database, rows: readonly Subject[]): Promise<ReadonlyMap<string, SubjectNames>> {
  const kinds = Map.groupBy(rows, (row) => row.subject_kind);
  const found = await Promise.all([...kinds].map(([kind, same]) => nameKind(db, kind, [...new Set(same.map((row) => row.subject_id))])));
  return new Map(found.flat());
}

async function nameKind(db: Database, kind: string, ids: readonly string[]): Promise<Found[]> {
  if (kind === 'master_booking') return (await db.selectFrom(kind).select(['id', 'code']).where('id', 'in', ids).execute()).map(({ id, code }) => [id, { code }]);
  if (PARTS_OF_VISITS.has(kind)) {
    const query = sql<{ id: string; code: string }>`
      select thing.id, master.code from ${sql.table(kind)} as thing join master_booking as master on master.id = thing.master_booking_id where thing.id in (${sql.join(ids)})`;
    return (await query.execute(db)).rows.map(({ id, code }) => [id, { code }]);
  }
  const column = NAMED.get(kind);
  if (column === undefined) return [];
  const query = sql<{ id: string; name: string }>`select id, ${sql.ref(column)} as name from ${sql.table(kind)} where id in (${sql.join(ids)})`;
  return (await query.execute(db)).rows.map(({ id, name }) => [id, { name }]);
}
