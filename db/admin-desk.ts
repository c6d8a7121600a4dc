import { sql } from 'kysely';
import type { RefundStatus } from '#app/domain/refund.ts';
import type { Database } from './client.ts';

/** Decided on and not yet taken by Razorpay. */
const OWED: readonly RefundStatus[] = ['requested', 'sending', 'outcome_unknown'];

/** What the desk says first, each figure by a key; one round trip. `dayStart` is the desk's midnight (UTC instant). */
export async function readDesk(db: Database, { now, dayStart }: { readonly now: Date; readonly dayStart: Date }) {
  const figures = await db
    .selectNoFrom((eb) => [
      eb.selectFrom('discrepancy').select((sub) => sub.fn.countAll<number>().as('n')).where('resolved_at', 'is', null).as('discrepancies'),
      eb.selectFrom('discrepancy')
        .select(sql<number | null>`sum(abs(coalesce(effect_paise, coalesce(actual_paise, 0) - coalesce(expected_paise, 0))))`.as('n'))
        .where('resolved_at', 'is', null)
        .as('unexplained_paise'),
      // Through the ledger, whose postings are keyed by time: captures that buy nothing are money in, too.
      eb.selectFrom('ledger_posting as posting')
        .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
        .select((sub) => sub.fn.sum<number | null>('entry.amount_paise').as('n'))
        .where('posting.occurred_at', '>=', dayStart)
        .where('posting.event', 'in', ['payment_captured', 'late_payment_captured'])
        .where('entry.account', '=', 'razorpay_balance')
        .where('entry.amount_paise', '>', 0)
        .as('captured_paise'),
      eb.selectFrom('master_booking').select((sub) => sub.fn.countAll<number>().as('n')).where('created_at', '>=', dayStart).where('confirmed_at', 'is not', null).as('visits_booked'),
      eb.selectFrom('master_booking').select((sub) => sub.fn.countAll<number>().as('n')).where('status', '=', 'pending_payment').where('hold_expires_at', '>', now).as('holds'),
      eb.selectFrom('refund').select((sub) => sub.fn.countAll<number>().as('n')).where('status', 'in', OWED).where('parked_reason', 'is', null).as('refunds_waiting'),
      eb.selectFrom('refund').select((sub) => sub.fn.sum<number | null>('amount_paise').as('n')).where('status', 'in', OWED).where('parked_reason', 'is', null).as('refunds_waiting_paise'),
      eb.selectFrom('refund').select((sub) => sub.fn.countAll<number>().as('n')).where('status', 'in', ['requested', 'failed']).where('parked_reason', 'is not', null).as('refunds_parked'),
      eb.selectFrom('refund')
        .select((sub) => sub.fn.sum<number | null>('amount_paise').as('n'))
        .where('status', 'in', ['requested', 'failed'])
        .where('parked_reason', 'is not', null)
        .as('refunds_parked_paise'),
      eb.selectFrom('refund_approval').select((sub) => sub.fn.countAll<number>().as('n')).where('decision', 'is', null).as('approvals_open'),
      eb.selectFrom('refund_approval').select((sub) => sub.fn.sum<number | null>('amount_paise').as('n')).where('decision', 'is', null).as('approvals_open_paise'),
      eb.selectFrom('payment_transaction').select((sub) => sub.fn.countAll<number>().as('n')).where('next_ask_at', '<=', now).where('status', 'in', ['created', 'authorized']).as('payments_stuck'),
      eb.selectFrom('webhook_event').select((sub) => sub.fn.max('received_at').as('n')).as('webhook_last_at'),
      eb.selectFrom('webhook_event').select((sub) => sub.fn.countAll<number>().as('n')).where('state', '=', 'failed').as('webhooks_failed'),
      eb.selectFrom('outbox_message').select((sub) => sub.fn.countAll<number>().as('n')).where('sent_at', 'is', null).as('outbox_waiting'),
    ])
    .executeTakeFirstOrThrow();
  return {
    discrepancies: Number(figures.discrepancies),
    unexplainedPaise: Number(figures.unexplained_paise ?? 0),
    capturedPaise: Number(figures.captured_paise ?? 0),
    visitsBooked: Number(figures.visits_booked),
    holds: Number(figures.holds),
    refundsWaiting: Number(figures.refunds_waiting),
    refundsWaitingPaise: Number(figures.refunds_waiting_paise ?? 0),
    refundsParked: Number(figures.refunds_parked),
    refundsParkedPaise: Number(figures.refunds_parked_paise ?? 0),
    approvalsOpen: Number(figures.approvals_open),
    approvalsOpenPaise: Number(figures.approvals_open_paise ?? 0),
    paymentsStuck: Number(figures.payments_stuck),
    webhookLastAt: figures.webhook_last_at,
    webhooksFailed: Number(figures.webhooks_failed),
    outboxWaiting: Number(figures.outbox_waiting),
  };
}

/** Unresolved, oldest first: the longest open is the most embarrassing. */
export async function listOpenDiscrepancies(db: Database, limit: number) {
  return db
    .selectFrom('discrepancy')
    .leftJoin('master_booking as master', 'master.id', 'discrepancy.master_booking_id')
    .select([
      'discrepancy.id', 'discrepancy.kind', 'discrepancy.subject_id', 'discrepancy.expected_paise', 'discrepancy.actual_paise',
      'discrepancy.note', 'discrepancy.opened_at', 'master.code',
    ])
    .where('discrepancy.resolved_at', 'is', null)
    .orderBy('discrepancy.opened_at')
    .limit(limit)
    .execute();
}
