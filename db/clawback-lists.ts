import { sql } from 'kysely';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 50;

export type ClawbackState = 'open' | 'closed';

/** Clawbacks, the longest open first; `closed` the latest closed. */
export async function listClawbacks(db: Database, state: ClawbackState, turn: PageTurn, size = PAGE_ROWS) {
  const by = state === 'open' ? 'clawback.created_at' : 'clawback.closed_at';
  return readPage(turn, { columns: [by, 'clawback.id'], size, oldestFirst: state === 'open' }, (span) =>
    db
      .selectFrom('clawback')
      .innerJoin('provider', 'provider.id', 'clawback.provider_id')
      .innerJoin('individual_booking as part', 'part.id', 'clawback.individual_booking_id')
      .innerJoin('master_booking as master', 'master.id', 'clawback.master_booking_id')
      .leftJoin('account as admin', 'admin.id', 'clawback.written_off_by')
      .leftJoin('account as asking', 'asking.id', 'clawback.write_off_asked_by')
      .select([
        'clawback.id', 'clawback.amount_paise', 'clawback.open_paise', 'clawback.written_off_paise', 'clawback.write_off_reason', 'clawback.created_at', 'clawback.escalated_at', 'clawback.closed_at',
        'clawback.refund_id', 'provider.id as provider_id', 'provider.name as provider_name', 'part.service_name', 'master.code', 'admin.name as written_off_by',
        'asking.id as asked_by_id', 'asking.name as asked_by', 'clawback.write_off_ask_reason as ask_reason',
        // The side that is listed has it: open ones by when they began, closed ones by when they ended.
        sql<Date>`${sql.ref(by)}`.as('listed_at'),
      ])
      .where('clawback.amount_paise', '>', 0)
      .where('clawback.closed_at', state === 'open' ? 'is' : 'is not', null)
      .where(span.within)
      .orderBy(by, span.direction)
      .orderBy('clawback.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

/** What providers owe by all open clawbacks together; paise. */
export async function sumOpenClawbacks(db: Database): Promise<number> {
  const row = await db.selectFrom('clawback').select(({ fn }) => fn.sum<string | null>('open_paise').as('paise')).where('closed_at', 'is', null).executeTakeFirstOrThrow();
  return Number(row.paise ?? 0);
}
