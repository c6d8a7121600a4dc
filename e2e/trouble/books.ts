import type { Database } from '#db/client.ts';

/** Everything our books say of one visit: its rows, what was posted for it, and the times it has. */
export async function booksOf(db: Database, masterBookingId: string) {
  const master = await db.selectFrom('master_booking').selectAll().where('id', '=', masterBookingId).executeTakeFirstOrThrow();
  const payment = await db.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', masterBookingId).executeTakeFirst();
  const refunds = await db.selectFrom('refund').selectAll().where('master_booking_id', '=', masterBookingId).execute();
  const postings = await db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .select(['posting.event', 'entry.account', 'entry.amount_paise'])
    .where('entry.master_booking_id', '=', masterBookingId)
    .execute();
  const claims = await db
    .selectFrom('calendar_claim as claim')
    .innerJoin('individual_booking as part', 'part.id', 'claim.individual_booking_id')
    .select('claim.expires_at')
    .where('part.master_booking_id', '=', masterBookingId)
    .execute();
  return { master, payment, refunds, postings, claims };
}

/** Where a visit stands, in the few facts that a double or a loss would change. */
export async function summaryOf(db: Database, masterBookingId: string) {
  const { master, payment, postings, claims, refunds } = await booksOf(db, masterBookingId);
  const mails = await db
    .selectFrom('outbox_message')
    .select('id')
    .where('task', '=', 'send-mail')
    .where('payload', 'like', `%${masterBookingId}%`)
    .execute();
  return {
    status: master.status,
    payment: payment?.status,
    soldPaise: postings.filter((entry) => entry.account === 'customer_deposits').reduce((sum, entry) => sum - entry.amount_paise, 0),
    unbalancedPaise: postings.reduce((sum, entry) => sum + entry.amount_paise, 0),
    timesKept: claims.length > 0 && claims.every((claim) => claim.expires_at === null),
    refunds: refunds.length,
    mails: mails.length,
  };
}

/** The summary of a visit that was paid exactly once. */
export function paidOnce(soldPaise: number) {
  return { status: 'confirmed', payment: 'captured', soldPaise, unbalancedPaise: 0, timesKept: true, refunds: 0, mails: 1 };
}
