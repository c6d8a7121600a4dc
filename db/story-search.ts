import { sql, type RawBuilder } from 'kysely';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';
import { readSearch } from './visit-search.ts';

const PAGE_ROWS = 50;

type FoundBy = 'code' | 'code_start' | 'order' | 'payment' | 'refund' | 'payout' | 'email_start' | 'phone' | 'own_id' | 'reference' | 'statement_line';

/** One thing that the typed text may name. */
interface Reading {
  readonly by: FoundBy;
  readonly text: string;
}

/** Everything the typed text may name; a bank's reference can look like a phone number or a code, so all are looked up at once. */
export interface StorySearch {
  readonly typed: string;
  readonly readings: readonly Reading[];
  /** A settlement's id, or a reference that may be one's. */
  readonly settlement: { readonly by: 'id' | 'utr'; readonly text: string } | null;
}

const PAYOUT_ID = /^pout_\w{4,36}$/;
const STATEMENT_LINE_ID = /^txn_\w{4,36}$/;
const SETTLEMENT_ID = /^setl_\w{4,36}$/;
const OWN_ID = /^[0-9a-z]{20}$/;
/** UTR, RRN, ARN, or what an admin noted of a transfer made by hand. */
const BANK_REFERENCE = /^(?=.*\d)[0-9A-Za-z/-]{6,60}$/;
const GATEWAY_ID = /^[a-z]+_\w+$/;

export function readStorySearch(typed: string): StorySearch {
  const text = typed.trim();
  if (SETTLEMENT_ID.test(text)) return { typed: text, readings: [], settlement: { by: 'id', text } };
  const readings: Reading[] = [];
  const visit = readSearch(text);
  if (visit.by !== 'nothing') readings.push(visit);
  if (PAYOUT_ID.test(text)) readings.push({ by: 'payout', text });
  if (STATEMENT_LINE_ID.test(text)) readings.push({ by: 'statement_line', text });
  if (OWN_ID.test(text)) readings.push({ by: 'own_id', text });
  const reference = BANK_REFERENCE.test(text) && !GATEWAY_ID.test(text);
  if (reference) readings.push({ by: 'reference', text });
  return { typed: text, readings, settlement: reference ? { by: 'utr', text } : null };
}

function startingWith(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

type Ids = RawBuilder<{ id: string }>;

/** Ids of visits; each branch goes through a key of its own. */
function visitIds({ by, text }: Reading): Ids[] {
  switch (by) {
    case 'code':
      return [sql`select id from master_booking where code = ${text}`];
    case 'code_start':
      return [sql`select id from master_booking where code like ${startingWith(text)}`];
    case 'order':
      return [sql`select master_booking_id as id from payment_transaction where gateway_order_id = ${text}`];
    case 'payment':
      return [
        sql`select straight_join payment.master_booking_id as id from payment_attempt attempt
          join payment_transaction payment on payment.id = attempt.payment_transaction_id where attempt.gateway_payment_id = ${text}`,
      ];
    case 'refund':
      return [sql`select master_booking_id as id from refund where gateway_refund_id = ${text}`];
    case 'payout':
      return [sql`select straight_join payout.master_booking_id as id from payout_attempt attempt join payout on payout.id = attempt.payout_id where attempt.gateway_payout_id = ${text}`];
    case 'email_start':
      return [sql`select straight_join master.id from account join master_booking master on master.patient_id = account.id where account.email like ${startingWith(text)}`];
    case 'phone':
      return [sql`select straight_join master.id from patient join master_booking master on master.patient_id = patient.id where patient.phone = ${`+91${text}`}`];
    case 'statement_line':
      return [
        sql`select straight_join payout.master_booking_id as id from statement_line line
          join payout_attempt attempt on attempt.gateway_payout_id = line.gateway_payout_id join payout on payout.id = attempt.payout_id where line.id = ${text}`,
      ];
    case 'own_id':
      return [
        sql`select id from master_booking where id = ${text}`,
        ...['individual_booking', 'payment_transaction', 'refund', 'payout'].map((table): Ids => sql`select master_booking_id as id from ${sql.table(table)} where id = ${text}`),
      ];
    case 'reference':
      return [
        sql`select master_booking_id as id from refund where bank_reference = ${text}`,
        sql`select master_booking_id as id from payout where utr = ${text}`,
        // A payout that was sent again has its newest attempt's reference; the ones before stay findable.
        sql`select straight_join payout.master_booking_id as id from payout_attempt attempt join payout on payout.id = attempt.payout_id where attempt.utr = ${text}`,
        sql`select straight_join payout.master_booking_id as id from statement_line line
          join payout_attempt attempt on attempt.gateway_payout_id = line.gateway_payout_id join payout on payout.id = attempt.payout_id where line.utr = ${text}`,
      ];
  }
}

/** The visits that the text names, newest first, each with its patient and payment. One query. */
export async function findStories(db: Database, { readings }: StorySearch, turn: PageTurn) {
  if (readings.length === 0) return { rows: [], newer: null, older: null };
  const found = sql<{ id: string }>`(${sql.join(readings.flatMap(visitIds), sql` union `)})`;
  return readPage(turn, { columns: ['master.created_at', 'master.id'], size: PAGE_ROWS }, (span) =>
    db
      .selectFrom(found.as('found'))
      .innerJoin('master_booking as master', 'master.id', 'found.id')
      .innerJoin('account', 'account.id', 'master.patient_id')
      .innerJoin('patient', 'patient.id', 'master.patient_id')
      .leftJoin('payment_transaction as payment', 'payment.master_booking_id', 'master.id')
      .modifyFront(sql`straight_join`)
      .select([
        'master.id', 'master.code', 'master.status', 'master.total_paise', 'master.created_at as listed_at', 'account.name as patient_name', 'account.email as patient_email', 'patient.phone as patient_phone',
        'payment.id as payment_id', 'payment.status as payment_status', 'payment.amount_paise as payment_paise', 'payment.gateway_order_id', 'payment.gateway_payment_id', 'payment.fee_paise', 'payment.tax_paise',
        'payment.created_at as ordered_at', 'payment.captured_at',
      ])
      .where(span.within)
      .orderBy('master.created_at', span.direction)
      .orderBy('master.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

export type StoryHead = Awaited<ReturnType<typeof findStories>>['rows'][number];

/** What came in, went back and was paid out of each visit, by the ledger; paise. */
export async function sumStories(db: Database, masterBookingIds: readonly string[]) {
  if (masterBookingIds.length === 0) return new Map<string, StorySums>();
  const rows = await db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .modifyFront(sql`straight_join`)
    .select([
      'entry.master_booking_id as id',
      sql<string>`sum(if(posting.event in ('payment_captured', 'late_payment_captured', 'unmatched_payment_captured') and entry.account = 'razorpay_balance' and entry.amount_paise > 0, entry.amount_paise, 0))`.as('taken'),
      sql<string>`sum(if(posting.event in ('refund_settled', 'refund_paid_by_transfer') and entry.amount_paise < 0, -entry.amount_paise, 0))`.as('returned'),
      sql<string>`sum(if(posting.event in ('payout_settled', 'payout_reversed') and entry.account = 'provider_payable', entry.amount_paise, 0))`.as('paid_out'),
    ])
    .where('entry.master_booking_id', 'in', masterBookingIds)
    .groupBy('entry.master_booking_id')
    .execute();
  return new Map(rows.map((row) => [row.id!, { inPaise: Number(row.taken), returnedPaise: Number(row.returned), paidOutPaise: Number(row.paid_out) }]));
}

export interface StorySums {
  readonly inPaise: number;
  readonly returnedPaise: number;
  readonly paidOutPaise: number;
}

/** Open differences about an id that none of our rows has. */
export async function findDifferencesOf(db: Database, subjectId: string) {
  return db.selectFrom('discrepancy').select(['id', 'kind', 'note', 'resolved_at']).where('subject_id', '=', subjectId).orderBy('opened_at').execute();
}
