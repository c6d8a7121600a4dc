import { sql } from 'kysely';
import type { Database, Trx } from './client.ts';
import type { StorySearch } from './story-search.ts';

const PAGE_ITEMS = 50;

/** A settlement with what it says and what it counts, and a page of its items in the order of their ids. Three queries. */
export async function findSettlementStory(db: Database, { by, text }: NonNullable<StorySearch['settlement']>, after: string | null) {
  const settlement = await db.selectFrom('settlement').select(['id', 'day', 'amount_paise', 'fees_paise', 'tax_paise', 'utr', 'status', 'created_at']).where(by, '=', text).limit(1).executeTakeFirst();
  if (!settlement) return null;
  const [counted, items] = await Promise.all([countItems(db, settlement), listItems(db, settlement, after)]);
  return { settlement, ...counted, items: items.slice(0, PAGE_ITEMS), more: items.length > PAGE_ITEMS ? items[PAGE_ITEMS - 1]!.entity_id : null };
}

/** What our ledger has of a settlement: the posting of its day, and those of what it became. Paise. */
export async function findBookedSettlement(trx: Trx, id: string): Promise<{ postings: number; paise: number }> {
  const row = await trx
    .selectFrom('ledger_posting as posting')
    .leftJoin('ledger_entry as entry', (join) => join.onRef('entry.posting_id', '=', 'posting.id').on('entry.account', '=', 'bank'))
    .select([sql<number>`count(distinct posting.id)`.as('postings'), sql<string | null>`sum(entry.amount_paise)`.as('paise')])
    .where((eb) =>
      eb.or([
        eb.and([eb('posting.event', '=', 'settlement_received'), eb('posting.source_id', '=', id)]),
        eb.and([eb('posting.event', '=', 'settlement_changed'), eb('posting.source_id', 'like', `${id}.%`)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return { postings: Number(row.postings), paise: Number(row.paise ?? 0) };
}

interface Named {
  readonly id: string;
  readonly utr: string | null;
}

/** An item counts where its money came: by the bank's reference, as a day is closed by. */
function itemsOf(db: Database, { id, utr }: Named) {
  return db.selectFrom('recon_item as item').where(utr === null ? 'item.settlement_id' : 'item.settlement_utr', '=', utr ?? id);
}

async function countItems(db: Database, settlement: Named) {
  const row = await itemsOf(db, settlement)
    .select([sql<number>`count(*)`.as('count'), sql<string | null>`sum((item.credit_paise - item.debit_paise) * item.told_times)`.as('net')])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), netPaise: Number(row.net ?? 0) };
}

async function listItems(db: Database, settlement: Named, after: string | null) {
  return itemsOf(db, settlement)
    .leftJoin('payment_attempt as attempt', 'attempt.gateway_payment_id', 'item.entity_id')
    .leftJoin('payment_transaction as payment', 'payment.id', 'attempt.payment_transaction_id')
    .leftJoin('refund', 'refund.gateway_refund_id', 'item.entity_id')
    .leftJoin('master_booking as master', (join) => join.on('master.id', '=', sql<string>`coalesce(payment.master_booking_id, refund.master_booking_id)`))
    .leftJoin('account as patient', 'patient.id', 'master.patient_id')
    .modifyFront(sql`straight_join`)
    .select(['item.entity_id', 'item.kind', 'item.amount_paise', 'item.fee_paise', 'item.tax_paise', 'item.credit_paise', 'item.debit_paise', 'item.settled_at', 'master.code', 'patient.name as patient_name'])
    .$if(after !== null, (query) => query.where('item.entity_id', '>', after!))
    .orderBy('item.entity_id')
    .limit(PAGE_ITEMS + 1)
    .execute();
}
