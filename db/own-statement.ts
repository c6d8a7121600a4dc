import { sql, type Expression, type SqlBool } from 'kysely';
import { formatMinute, localDateOf, localMinuteOf } from '#app/domain/appointment-time.ts';
import type { Deduction } from '#app/domain/earning.ts';
import type { LedgerEvent } from '#app/domain/ledger-entries.ts';
import { formatDecimalRupees } from '#app/domain/money.ts';
import { statementLinesOf } from '#app/domain/provider-statement.ts';
import type { Database, Trx } from './client.ts';
import { pagesInOrder } from './exports/pages-in-order.ts';
import { csvCell } from './exports/write-lines.ts';

export interface StatementWish {
  readonly providerId: string;
  /** In whose clock dates are written. */
  readonly zone: string;
  readonly from: Date;
  readonly until: Date;
}

const HEADING = ['date', 'time', 'what', 'visit', 'service', 'amount_rupees', 'balance_rupees', 'bank_reference'];

/**
 * What a provider was owed at the beginning, every movement, and what at the end, as CSV (RFC 4180), from the books as
 * they stood at one moment. The movements are the provider's lines on `provider_payable`; the end is summed anew from
 * the ledger, and a statement that does not reach it is broken off rather than handed out. A service's visit code
 * stands for its patient.
 */
export async function* writeOwnStatement(db: Database, wish: StatementWish): AsyncGenerator<string> {
  const snapshot = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    let balancePaise = await owedBefore(snapshot, wish.providerId, wish.from);
    yield row(HEADING) + balanceRow('Opening balance', wish, wish.from, balancePaise);
    for await (const entries of entriesOf(snapshot, wish)) {
      let piece = '';
      for (const entry of entries) {
        for (const { words, amountPaise } of statementLinesOf(entry)) {
          balancePaise += amountPaise;
          piece += row([...stamp(entry.at, wish.zone), words, entry.code ?? '', entry.serviceName ?? '', amount(amountPaise), amount(balancePaise), entry.utr ?? '']);
        }
      }
      yield piece;
    }
    if (balancePaise !== (await owedBefore(snapshot, wish.providerId, wish.until))) throw new Error('the statement does not tie to the ledger');
    yield balanceRow('Closing balance', wish, wish.until, balancePaise);
  } finally {
    await snapshot.rollback().execute();
  }
}

/** What we owed a provider just before an instant. Paise. */
export async function owedBefore(db: Database, providerId: string, before: Date): Promise<number> {
  const { paise } = await ownEntries(db, providerId)
    .select(({ fn }) => fn.sum<string | null>('entry.amount_paise').as('paise'))
    .where('posting.occurred_at', '<', before)
    .executeTakeFirstOrThrow();
  return 0 - Number(paise ?? 0);
}

/** By (provider_id, account), so that a statement reads one provider's lines and never a month of everybody's. */
function ownEntries(db: Database, providerId: string) {
  return db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .modifyFront(sql`straight_join`)
    .where('entry.provider_id', '=', providerId)
    .where('entry.account', '=', 'provider_payable');
}

/** Netting moves between two services of one provider and leaves what is owed as it was: no movement of a statement. */
async function* entriesOf(trx: Trx, { providerId, from, until }: StatementWish) {
  const pages = pagesInOrder({ at: 'posting.occurred_at', id: 'posting.id' }, { from, until }, ({ within, limit }) =>
    ownEntries(trx, providerId)
      .select(['posting.id', 'posting.occurred_at as at'])
      .distinct()
      .where('posting.event', '!=', 'clawback_netted')
      .where(within)
      .orderBy('posting.occurred_at')
      .orderBy('posting.id')
      .limit(limit)
      .execute(),
  );
  for await (const postings of pages) {
    const rows = await linesOf(trx, providerId, postings.map(({ id }) => id));
    const ofPosting = Map.groupBy(rows, (one) => one.posting_id);
    yield postings.flatMap(({ id }) => ofPosting.get(id) ?? []).map((one) => ({
      at: one.occurred_at,
      event: one.event as LedgerEvent,
      code: one.code,
      serviceName: one.service_name,
      utr: one.utr,
      owedPaise: 0 - one.amount_paise,
      earning: one.gross_paise === null ? null : { grossPaise: one.gross_paise, commissionPaise: one.commission_paise!, deductions: JSON.parse(one.deductions!) as Deduction[] },
    }));
  }
}

/** A payment's source is its attempt, which knows the bank's reference; an earning's split stands on the payout. */
async function linesOf(trx: Trx, providerId: string, postingIds: readonly string[]) {
  const isPayment: Expression<SqlBool> = sql`posting.event in ('payout_settled', 'payout_reversed')`;
  return ownEntries(trx, providerId)
    .leftJoin('individual_booking as part', 'part.id', 'entry.individual_booking_id')
    .leftJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .leftJoin('payout', 'payout.individual_booking_id', 'entry.individual_booking_id')
    .leftJoin('payout_attempt as attempt', (join) => join.onRef('attempt.id', '=', 'posting.source_id').on(isPayment))
    .select(['entry.posting_id', 'entry.amount_paise', 'posting.event', 'posting.occurred_at', 'part.service_name', 'master.code', 'attempt.utr'])
    .select(['payout.gross_paise', 'payout.commission_paise', 'payout.deductions'])
    .where('entry.posting_id', 'in', postingIds)
    .orderBy('entry.posting_id')
    .orderBy('entry.line')
    .execute();
}

function balanceRow(words: string, { zone }: StatementWish, at: Date, balancePaise: number): string {
  return row([...stamp(at, zone), words, '', '', '', amount(balancePaise), '']);
}

function stamp(at: Date, zone: string): string[] {
  return [localDateOf(at, zone), formatMinute(localMinuteOf(at, zone))];
}

/** An amount is written by us, digit by digit; its sign is a number's and no formula's. */
interface Amount { readonly digits: string }

function amount(amountPaise: number): Amount {
  return { digits: formatDecimalRupees(amountPaise) };
}

function row(cells: readonly (string | Amount)[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? csvCell(cell) : cell.digits)).join(',')}\r\n`;
}
