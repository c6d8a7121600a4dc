import type { DiscrepancyKind, DiscrepancySource } from '#app/domain/reconciliation.ts';
import type { Database } from './client.ts';
import { findSubject, type DiscrepancyRow } from './discrepancies.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 50;
const CANDIDATES = 5;

export const DISCREPANCY_STATES = ['open', 'escalated', 'closed', 'all'] as const;

export interface DiscrepancyFilter {
  readonly state: (typeof DISCREPANCY_STATES)[number];
  readonly kind?: DiscrepancyKind | undefined;
  readonly source?: DiscrepancySource | undefined;
  /** Days of the books, both included. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** Discrepancies, the newest first, each with its visit. */
export async function listDiscrepancies(db: Database, { state, kind, source, from, to }: DiscrepancyFilter, turn: PageTurn, size = PAGE_ROWS) {
  return readPage(turn, { columns: ['found.opened_at', 'found.id'], size }, (span) =>
    db
      .selectFrom('discrepancy as found')
      .leftJoin('master_booking as master', 'master.id', 'found.master_booking_id')
      .select([
        'found.id', 'found.kind', 'found.subject_id', 'found.expected_paise', 'found.actual_paise', 'found.effect_paise', 'found.note', 'found.opened_at as listed_at', 'found.resolved_at', 'found.day',
        'found.source', 'found.resolution', 'found.resolve_reason', 'found.linked_id', 'found.escalated_at', 'master.code',
      ])
      .where(span.within)
      .$if(state === 'open' || state === 'escalated', (query) => query.where('found.resolved_at', 'is', null))
      .$if(state === 'escalated', (query) => query.where('found.escalated_at', 'is not', null))
      .$if(state === 'closed', (query) => query.where('found.resolved_at', 'is not', null))
      .$if(kind !== undefined, (query) => query.where('found.kind', '=', kind!))
      .$if(source !== undefined, (query) => query.where('found.source', '=', source!))
      .$if(Boolean(from), (query) => query.where('found.day', '>=', from!))
      .$if(Boolean(to), (query) => query.where('found.day', '<=', to!))
      .orderBy('found.opened_at', span.direction)
      .orderBy('found.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

/** One discrepancy with who decided, what of ours it is about, and everything that admins did to it. */
export async function findDiscrepancy(db: Database, id: string) {
  const row = await db
    .selectFrom('discrepancy as found')
    .leftJoin('master_booking as master', 'master.id', 'found.master_booking_id')
    .leftJoin('account as resolver', 'resolver.id', 'found.resolved_by')
    .leftJoin('account as escalator', 'escalator.id', 'found.escalated_by')
    .selectAll('found')
    .select(['master.code', 'resolver.name as resolved_by_name', 'escalator.name as escalated_by_name'])
    .where('found.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const [subject, deeds, linked, cancelling] = await Promise.all([findSubject(db, row.subject_id), listDeeds(db, id), findLinked(db, row), listCancelling(db, row)]);
  return { row: { ...row, code: row.code ?? subject.code }, refundId: subject.refund?.id ?? null, payoutId: subject.attempt?.payout_id ?? null, deeds, linked, cancelling };
}

async function listDeeds(db: Database, id: string) {
  return db
    .selectFrom('audit_log as deed')
    .leftJoin('account', 'account.id', 'deed.actor_id')
    .select(['deed.id', 'deed.at', 'deed.verb', 'deed.reason', 'account.name'])
    .where('deed.subject_kind', '=', 'discrepancy')
    .where('deed.subject_id', '=', id)
    .orderBy('deed.at')
    .orderBy('deed.id')
    .execute();
}

/** What it was linked to, as an address of ours: a visit, else the other discrepancy. */
async function findLinked(db: Database, { id, linked_id: linkedId }: DiscrepancyRow): Promise<{ readonly code: string | null; readonly discrepancyId: string | null } | null> {
  if (linkedId === null) return null;
  const visit = await db.selectFrom('master_booking').select('code').where('code', '=', linkedId).executeTakeFirst();
  if (visit) return { code: visit.code, discrepancyId: null };
  const other = await db.selectFrom('discrepancy').select('id').where('subject_id', '=', linkedId).where('id', '!=', id).orderBy('resolved_at', 'desc').executeTakeFirst();
  return { code: null, discrepancyId: other?.id ?? null };
}

/** Open ones of the same account that come to nothing with this one. */
async function listCancelling(db: Database, row: DiscrepancyRow) {
  if (row.resolved_at !== null || row.effect_paise === null || row.effect_paise === 0) return [];
  return db
    .selectFrom('discrepancy')
    .select(['id', 'subject_id', 'day', 'kind'])
    .where('resolved_at', 'is', null)
    .where('source', '=', row.source)
    .where('effect_paise', '=', 0 - row.effect_paise)
    .where('id', '!=', row.id)
    .orderBy('opened_at')
    .limit(CANDIDATES)
    .execute();
}

/** Those of one day, open ones first; more than a page of them is read in the inbox. */
export async function listDiscrepanciesOfDay(db: Database, day: string, limit: number) {
  return db
    .selectFrom('discrepancy as found')
    .leftJoin('master_booking as master', 'master.id', 'found.master_booking_id')
    .select([
      'found.id', 'found.kind', 'found.subject_id', 'found.expected_paise', 'found.actual_paise', 'found.effect_paise', 'found.note', 'found.opened_at as listed_at', 'found.resolved_at', 'found.day',
      'found.source', 'found.resolution', 'found.resolve_reason', 'found.linked_id', 'found.escalated_at', 'master.code',
    ])
    .where('found.day', '=', day)
    .orderBy((eb) => eb('found.resolved_at', 'is not', null))
    .orderBy('found.opened_at')
    .orderBy('found.id')
    .limit(limit)
    .execute();
}
