import type { Database } from './client.ts';

/** Everything that is written down about one visit; null for a code that is none. Two rounds of queries, each by a key. */
export async function findVisitStory(db: Database, code: string) {
  const visit = await db
    .selectFrom('master_booking as master')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .innerJoin('patient', 'patient.id', 'master.patient_id')
    .leftJoin('coupon', 'coupon.id', 'master.coupon_id')
    .selectAll('master')
    .select(['account.name as patient_name', 'account.email as patient_email', 'patient.phone as patient_phone'])
    .select(['coupon.code as coupon_code', 'coupon.description as coupon_description', 'coupon.funded_by as coupon_funded_by'])
    .where('master.code', '=', code)
    .executeTakeFirst();
  if (!visit) return null;
  const [parts, payment, refunds, entries, events, mails, discrepancies, approvals] = await Promise.all([
    listParts(db, visit.id),
    findPayment(db, visit.id),
    listRefunds(db, visit.id),
    listEntries(db, visit.id),
    listEvents(db, visit.id),
    db.selectFrom('sent_mail').selectAll().where('master_booking_id', '=', visit.id).orderBy('sent_at').execute(),
    db.selectFrom('discrepancy').selectAll().where('master_booking_id', '=', visit.id).orderBy('opened_at').execute(),
    listOpenApprovals(db, visit.id),
  ]);
  return { visit, parts, ...payment, refunds, entries, events, mails, discrepancies, approvals };
}

/** The visit that an admin is about to change. */
export async function findVisitHead(db: Database, code: string) {
  return db
    .selectFrom('master_booking as master')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .select(['master.id', 'master.code', 'master.status', 'master.patient_id', 'account.name as patient_name'])
    .where('master.code', '=', code)
    .executeTakeFirst();
}

async function listParts(db: Database, masterBookingId: string) {
  return db
    .selectFrom('individual_booking as part')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .selectAll('part')
    .select(['provider.name as provider_name', 'clinic.name as clinic_name'])
    .where('part.master_booking_id', '=', masterBookingId)
    .orderBy('part.position')
    .execute();
}

/** The payment with every try on its order and every event that named the order. A free visit has none. */
async function findPayment(db: Database, masterBookingId: string) {
  const payment = (await db.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', masterBookingId).executeTakeFirst()) ?? null;
  const [attempts, webhooks] = await Promise.all([
    db.selectFrom('payment_attempt').selectAll().where('payment_transaction_id', '=', payment?.id ?? '').orderBy('first_seen_at').execute(),
    db
      .selectFrom('webhook_event')
      .select(['id', 'name', 'state', 'deliveries', 'error', 'gateway_payment_id', 'received_at'])
      .where('gateway_order_id', '=', payment?.gateway_order_id ?? '')
      .orderBy('received_at')
      .execute(),
  ]);
  return { payment, attempts, webhooks };
}

async function listRefunds(db: Database, masterBookingId: string) {
  return db
    .selectFrom('refund')
    .select([
      'id', 'gateway_refund_id', 'gateway_payment_id', 'kind', 'status', 'amount_paise', 'reason', 'note', 'requested_at', 'waiting_for', 'parked_reason',
      'bank_reference', 'settled_at',
    ])
    .where('master_booking_id', '=', masterBookingId)
    .orderBy('requested_at')
      .orderBy('id')
    .execute();
}

/** What was asked for and waits for a second admin. */
async function listOpenApprovals(db: Database, masterBookingId: string) {
  return db
    .selectFrom('refund_approval as approval')
    .innerJoin('account', 'account.id', 'approval.asked_by')
    .select(['approval.id', 'approval.amount_paise', 'account.name as asked_by_name'])
    .where('approval.master_booking_id', '=', masterBookingId)
    .where('approval.decision', 'is', null)
    .orderBy('approval.asked_at')
    .execute();
}

async function listEntries(db: Database, masterBookingId: string) {
  return db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .select([
      'entry.posting_id', 'entry.line', 'entry.account', 'entry.amount_paise', 'entry.individual_booking_id', 'posting.event',
      'posting.source_id', 'posting.occurred_at',
    ])
    .where('entry.master_booking_id', '=', masterBookingId)
    .orderBy('posting.occurred_at')
    .orderBy('entry.posting_id')
    .orderBy('entry.line')
    .execute();
}

async function listEvents(db: Database, masterBookingId: string) {
  return db
    .selectFrom('status_event as event')
    .leftJoin('account', 'account.id', 'event.actor_id')
    .select([
      'event.id', 'event.subject_kind', 'event.subject_id', 'event.event', 'event.to_status', 'event.actor_kind', 'event.at',
      'event.note', 'account.name as actor_name',
    ])
    .where('event.master_booking_id', '=', masterBookingId)
    .orderBy('event.at')
    .orderBy('event.id')
    .execute();
}
