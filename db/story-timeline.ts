import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#app/domain/booking.ts';
import type { Database } from './client.ts';

/** One line of what was written down about a visit outside its ledger. Nothing that somebody typed is among it: notes can be about health. */
export interface TimelineRow {
  readonly source: 'event' | 'webhook' | 'mail' | 'audit' | 'discrepancy';
  readonly id: string;
  readonly at: Date;
  /** What happened: an event, a webhook's name, a subject line, a verb, a kind of discrepancy. */
  readonly name: string;
  readonly subject_kind: string | null;
  readonly subject_id: string | null;
  readonly actor_kind: Actor | null;
  readonly actor_name: string | null;
  /** A stored word, an id, an address, or the state of a webhook. */
  readonly detail: string | null;
  /** How often a webhook was delivered. */
  readonly times: number;
  /** What an open discrepancy leaves unexplained, as app/domain/reconciliation-entries.ts counts it; 0 once it is closed. */
  readonly open_paise: number;
}

type Branch = RawBuilder<TimelineRow>;

/** What an admin or provider did is written down under the thing it was done to. */
const AUDITED = ['individual_booking', 'payment_transaction', 'refund', 'payout', 'cancellation', 'refund_approval', 'clawback', 'discrepancy'] as const;

function audited(kind: (typeof AUDITED)[number], masterBookingId: string): Branch {
  return sql`select straight_join 'audit' as source, audit.id, audit.at, audit.verb as name, audit.subject_kind, audit.subject_id, audit.actor_kind, account.name as actor_name, null as detail, 1 as times, 0 as open_paise
    from ${sql.table(kind)} subject join audit_log audit on audit.subject_kind = ${sql.lit(kind)} and audit.subject_id = subject.id
    left join account on account.id = audit.actor_id where subject.master_booking_id = ${masterBookingId}`;
}

/** `from` names the events by what Razorpay says they are about. */
function told(from: RawBuilder<unknown>): Branch {
  return sql`select straight_join 'webhook', hook.id, hook.received_at, hook.name, null, null, null, null, hook.state, hook.deliveries, 0 ${from}`;
}

/**
 * Changes of state, webhooks, mails, audit rows and discrepancies of one visit: one query of many branches, each by a
 * key, because a page that asks for each by itself would ask too often. A webhook that is found twice is one row.
 */
export async function readStoryTimeline(db: Database, masterBookingId: string): Promise<TimelineRow[]> {
  const branches: Branch[] = [
    sql`select straight_join 'event' as source, event.id, event.at, event.event as name, event.subject_kind, event.subject_id, event.actor_kind, account.name as actor_name, event.note as detail, 1 as times, 0 as open_paise
      from status_event event left join account on account.id = event.actor_id where event.master_booking_id = ${masterBookingId}`,
    told(sql`from payment_transaction payment join webhook_event hook on hook.gateway_order_id = payment.gateway_order_id where payment.master_booking_id = ${masterBookingId}`),
    told(sql`from payment_transaction payment join payment_attempt attempt on attempt.payment_transaction_id = payment.id
      join webhook_event hook on hook.gateway_payment_id = attempt.gateway_payment_id where payment.master_booking_id = ${masterBookingId}`),
    told(sql`from payout join payout_attempt attempt on attempt.payout_id = payout.id
      join webhook_event hook on hook.gateway_subject_id = attempt.gateway_payout_id where payout.master_booking_id = ${masterBookingId}`),
    sql`select 'mail', mail.message_id, mail.sent_at, mail.subject, null, null, null, null, mail.recipient, 1, 0 from sent_mail mail where mail.master_booking_id = ${masterBookingId}`,
    sql`select 'discrepancy', found.id, found.opened_at, found.kind, null, found.subject_id, null, null, found.resolution, 1,
        if(found.resolved_at is null, abs(coalesce(found.effect_paise, if(found.kind = 'refund_made_elsewhere', 0, coalesce(found.actual_paise, 0) - coalesce(found.expected_paise, 0)))), 0)
      from discrepancy found where found.master_booking_id = ${masterBookingId}`,
    ...AUDITED.map((kind) => audited(kind, masterBookingId)),
  ];
  const { rows } = await sql<TimelineRow>`${sql.join(branches, sql` union all `)}`.execute(db);
  const once = new Map(rows.map((row) => [`${row.source} ${row.id}`, row]));
  return [...once.values()].map(withoutNotes).toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}

const STORED_WORD = /^[a-z_]+$/;

/** A stored word says why; anything else in the same column was typed by a person. */
function withoutNotes(row: TimelineRow): TimelineRow {
  const typed = row.source === 'event' && row.detail !== null && !STORED_WORD.test(row.detail);
  return { ...row, detail: typed ? null : row.detail, times: Number(row.times), open_paise: Number(row.open_paise) };
}
