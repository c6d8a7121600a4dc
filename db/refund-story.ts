import { z } from 'zod';
import type { Database } from './client.ts';

/** Everything that is written down about one refund; null for an id that is none. Two rounds of queries, each by a key. */
export async function findRefundStory(db: Database, id: string) {
  const refund = await db
    .selectFrom('refund')
    .innerJoin('master_booking as master', 'master.id', 'refund.master_booking_id')
    .innerJoin('account as patient', 'patient.id', 'master.patient_id')
    .leftJoin('account as asker', 'asker.id', 'refund.requested_by_id')
    .selectAll('refund')
    .select(['master.code', 'patient.name as patient_name', 'asker.name as requested_by_name'])
    .where('refund.id', '=', id)
    .executeTakeFirst();
  if (!refund) return null;
  const [lines, attempts, events, entries, webhooks, siblings] = await Promise.all([
    listLines(db, id, refund.cancellation_id),
    db.selectFrom('refund_attempt').selectAll().where('refund_id', '=', id).orderBy('number').execute(),
    listEvents(db, id, refund.master_booking_id),
    listEntries(db, id, refund.master_booking_id),
    listWebhooks(db, refund.gateway_payment_id, refund.gateway_refund_id),
    listSiblings(db, id, refund.master_booking_id),
  ]);
  return { refund, lines, attempts, events, entries, webhooks, siblings };
}

/** Each part's share, with the sentences that decided it when a cancellation did. */
async function listLines(db: Database, refundId: string, cancellationId: string | null) {
  const rows = await db
    .selectFrom('refund_line as line')
    .innerJoin('individual_booking as part', 'part.id', 'line.individual_booking_id')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .leftJoin('cancellation_line as decided', (join) =>
      join.onRef('decided.individual_booking_id', '=', 'part.id').on('decided.cancellation_id', '=', cancellationId ?? ''),
    )
    .select([
      'part.id', 'part.service_name', 'part.starts_at', 'part.zone', 'provider.name as provider_name', 'line.amount_paise',
      'decided.paid_paise', 'decided.fee_paise', 'decided.reasons',
    ])
    .where('line.refund_id', '=', refundId)
    .orderBy('part.position')
    .execute();
  return rows.map(({ reasons, ...line }) => ({ ...line, reasons: z.array(z.string()).parse(JSON.parse(reasons ?? '[]')) }));
}

async function listEvents(db: Database, refundId: string, masterBookingId: string) {
  return db
    .selectFrom('status_event as event')
    .leftJoin('account', 'account.id', 'event.actor_id')
    .select(['event.id', 'event.subject_kind', 'event.subject_id', 'event.event', 'event.actor_kind', 'event.at', 'event.note', 'account.name as actor_name'])
    .where('event.master_booking_id', '=', masterBookingId)
    .where('event.subject_id', '=', refundId)
    .orderBy('event.at')
    .orderBy('event.id')
    .execute();
}

async function listEntries(db: Database, refundId: string, masterBookingId: string) {
  return db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .select([
      'entry.posting_id', 'entry.line', 'entry.account', 'entry.amount_paise', 'entry.individual_booking_id', 'posting.event',
      'posting.source_id', 'posting.occurred_at',
    ])
    .where('entry.master_booking_id', '=', masterBookingId)
    .where('entry.refund_id', '=', refundId)
    .orderBy('posting.occurred_at')
    .orderBy('entry.posting_id')
    .orderBy('entry.line')
    .execute();
}

/** A payment may have several refunds, so the event's own body says which of them it is about. */
async function listWebhooks(db: Database, gatewayPaymentId: string, gatewayRefundId: string | null) {
  if (gatewayRefundId === null) return [];
  return db
    .selectFrom('webhook_event')
    .select(['id', 'name', 'state', 'deliveries', 'error', 'gateway_payment_id', 'received_at'])
    .where('gateway_payment_id', '=', gatewayPaymentId)
    .where('name', 'like', 'refund.%')
    .where('raw_body', 'like', `%${gatewayRefundId.replaceAll('_', '\\_')}%`)
    .orderBy('received_at')
    .execute();
}

/** The visit's other refunds: the one that was sent in place of a failed one is among them. */
async function listSiblings(db: Database, refundId: string, masterBookingId: string) {
  return db
    .selectFrom('refund')
    .select(['id', 'status', 'kind', 'amount_paise', 'requested_at'])
    .where('master_booking_id', '=', masterBookingId)
    .where('id', '!=', refundId)
    .orderBy('requested_at')
      .orderBy('id')
    .execute();
}
