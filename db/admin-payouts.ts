import { sql } from 'kysely';
import { PAYOUT_STATUSES, type PayoutStatus } from '#app/domain/payout.ts';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 50;

export interface PayoutFilter {
  readonly status?: PayoutStatus | undefined;
  readonly providerId?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Payouts, newest first, each with its provider and what it was for. */
export async function listPayouts(db: Database, { status, providerId, from, until }: PayoutFilter, turn: PageTurn, size = PAGE_ROWS) {
  return readPage(turn, { columns: ['payout.created_at', 'payout.id'], size }, (span) =>
    db
      .selectFrom('payout')
      .innerJoin('provider', 'provider.id', 'payout.provider_id')
      .innerJoin('individual_booking as part', 'part.id', 'payout.individual_booking_id')
      .innerJoin('master_booking as master', 'master.id', 'payout.master_booking_id')
      .modifyFront(sql`straight_join`)
      .select([
        'payout.id', 'payout.status', 'payout.amount_paise', 'payout.created_at as listed_at', 'payout.utr', 'payout.note', 'payout.attempts', 'payout.next_try_at', 'payout.hold_reason',
        'provider.id as provider_id', 'provider.name as provider_name', 'part.service_name', 'master.code',
      ])
      .where(span.within)
      .$if(status !== undefined, (query) => query.where('payout.status', '=', status!))
      .$if(providerId !== undefined, (query) => query.where('payout.provider_id', '=', providerId!))
      .$if(from !== undefined, (query) => query.where('payout.created_at', '>=', from!))
      .$if(until !== undefined, (query) => query.where('payout.created_at', '<', until!))
      .orderBy('payout.created_at', span.direction)
      .orderBy('payout.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

/** Named one by one, because an index finds what is in a list and not what is outside of one. */
const OPEN = PAYOUT_STATUSES.filter((status) => status !== 'processed');

/** What waits is charged as dearly as the dearest of so many latest: RazorpayX says a fee only when it begins (razorpay.md 7.5). */
const FEES_LOOKED_AT = 200;

/** Payouts by state, and how the RazorpayX account stands to what waits for money there, fees included; paise. */
export async function readPayoutDesk(db: Database) {
  const waitingAttempts = db
    .selectFrom('payout')
    .innerJoin('payout_attempt as attempt', (join) => join.onRef('attempt.payout_id', '=', 'payout.id').onRef('attempt.number', '=', 'payout.attempts'))
    .where('payout.status', '=', 'processing')
    .where('attempt.status', '=', 'queued')
    // Others wait there for a bank, and money would not help them.
    .where('attempt.reason', '=', 'low_balance');
  const latest = db.selectFrom('payout_attempt').select('fees_paise').orderBy('started_at', 'desc').limit(FEES_LOOKED_AT).as('latest');
  const oldClawbacks = db.selectFrom('clawback').where('closed_at', 'is', null).where('escalated_at', 'is not', null);
  const [states, sums] = await Promise.all([
    db.selectFrom('payout').select(['status', sql<number>`count(*)`.as('count'), sql<string>`sum(amount_paise)`.as('paise')]).where('status', 'in', OPEN).groupBy('status').execute(),
    db
      .selectNoFrom((eb) => [
        eb.selectFrom('gateway_balance').select('available_paise').where('account', '=', 'razorpayx').as('available_paise'),
        eb.selectFrom('gateway_balance').select('read_at').where('account', '=', 'razorpayx').as('read_at'),
        waitingAttempts.select(sql<number>`count(*)`.as('n')).as('waiting'),
        waitingAttempts.select(sql<string | null>`sum(attempt.amount_paise)`.as('n')).as('waiting_paise'),
        eb.selectFrom(latest).select((of) => of.fn.max('latest.fees_paise').as('n')).as('fee_paise'),
        oldClawbacks.select(sql<number>`count(*)`.as('n')).as('clawbacks'),
        oldClawbacks.select(sql<string | null>`sum(open_paise)`.as('n')).as('clawbacks_paise'),
      ])
      .executeTakeFirstOrThrow(),
  ]);
  const of = (status: PayoutStatus) => {
    const row = states.find((each) => each.status === status);
    return { count: Number(row?.count ?? 0), paise: Number(row?.paise ?? 0) };
  };
  const waitingPaise = Number(sums.waiting_paise ?? 0);
  const feesPaise = Number(sums.waiting) * Number(sums.fee_paise ?? 0);
  const balance = sums.read_at === null ? null : { paise: Number(sums.available_paise), readAt: sums.read_at };
  return {
    needsAttention: of('needs_attention'),
    onHold: of('on_hold'),
    failed: { count: of('failed').count + of('reversed').count, paise: of('failed').paise + of('reversed').paise },
    underway: { count: of('queued').count + of('processing').count + of('outcome_unknown').count, paise: of('queued').paise + of('processing').paise + of('outcome_unknown').paise },
    waitingForMoney: { count: Number(sums.waiting), paise: waitingPaise, feesPaise },
    missingPaise: Math.max(0, waitingPaise + feesPaise - (balance?.paise ?? 0)),
    balance,
    oldClawbacks: { count: Number(sums.clawbacks), paise: Number(sums.clawbacks_paise ?? 0) },
  };
}

/** Everything about one payout: its sum, tries, history, postings, events told about it and clawbacks netted from it. */
export async function findPayoutStory(db: Database, payoutId: string) {
  const payout = await db
    .selectFrom('payout')
    .innerJoin('provider', 'provider.id', 'payout.provider_id')
    .innerJoin('individual_booking as part', 'part.id', 'payout.individual_booking_id')
    .innerJoin('master_booking as master', 'master.id', 'payout.master_booking_id')
    .selectAll('payout')
    .select(['provider.name as provider_name', 'part.service_name', 'part.starts_at', 'part.zone', 'master.code'])
    .where('payout.id', '=', payoutId)
    .executeTakeFirst();
  if (!payout) return null;
  const attempts = await db
    .selectFrom('payout_attempt as attempt')
    .innerJoin('payout_account as account', 'account.id', 'attempt.payout_account_id')
    .select([
      'attempt.id', 'attempt.number', 'attempt.status', 'attempt.mode', 'attempt.amount_paise', 'attempt.gateway_payout_id', 'attempt.reason', 'attempt.detail', 'attempt.utr',
      'attempt.fees_paise', 'attempt.tax_paise', 'attempt.idempotency_key', 'attempt.started_at', 'attempt.ended_at', 'account.bank_name', 'account.shown_as',
    ])
    .where('attempt.payout_id', '=', payoutId)
    .orderBy('attempt.number')
    .execute();
  const gatewayIds = attempts.flatMap((attempt) => attempt.gateway_payout_id ?? []);
  const [events, entries, webhooks, nettings] = await Promise.all([
    db
      .selectFrom('status_event as event')
      .leftJoin('account', 'account.id', 'event.actor_id')
      .select(['event.id', 'event.subject_kind', 'event.subject_id', 'event.event', 'event.actor_kind', 'account.name as actor_name', 'event.at', 'event.note'])
      .where('event.subject_id', '=', payoutId)
      .orderBy('event.at')
      .execute(),
    db
      .selectFrom('ledger_entry as entry')
      .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
      .select(['posting.id as posting_id', 'posting.event', 'posting.source_id', 'posting.occurred_at', 'entry.line', 'entry.account', 'entry.amount_paise', 'entry.individual_booking_id'])
      .where('entry.payout_id', '=', payoutId)
      .orderBy('posting.occurred_at')
      .orderBy('posting.id')
      .orderBy('entry.line')
      .execute(),
    db.selectFrom('webhook_event').select(['id', 'name', 'state', 'deliveries', 'gateway_payment_id', 'received_at']).where('gateway_subject_id', 'in', gatewayIds.length > 0 ? gatewayIds : ['']).orderBy('received_at').execute(),
    db
      .selectFrom('clawback_netting as netting')
      .innerJoin('clawback', 'clawback.id', 'netting.clawback_id')
      .select(['netting.id', 'netting.amount_paise', 'netting.netted_at', 'clawback.refund_id'])
      .where('netting.payout_id', '=', payoutId)
      .orderBy('netting.netted_at')
      .execute(),
  ]);
  return { payout, attempts, events, entries, webhooks, nettings };
}

export async function isPayout(db: Database, payoutId: string): Promise<boolean> {
  return (await db.selectFrom('payout').select('id').where('id', '=', payoutId).executeTakeFirst()) !== undefined;
}
