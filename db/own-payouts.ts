import { sql } from 'kysely';
import type { PayeeStanding } from '#app/domain/payout-standing.ts';
import type { PayoutStatus } from '#app/domain/payout.ts';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 25;
/** More negative earnings than this at once are a case for a talk; the sum above the list counts them all. */
const CLAWBACK_ROWS = 50;

/** Which of a provider's payouts to list. An account that has to be changed stands among what did not arrive. */
export type PayoutsShown = 'waiting' | 'paid' | 'failed';

const SHOWN: Readonly<Record<PayoutsShown, readonly PayoutStatus[]>> = {
  waiting: ['queued', 'processing', 'outcome_unknown'],
  paid: ['processed'],
  failed: ['failed', 'reversed', 'needs_attention'],
};

export type OwnPayoutRow = Awaited<ReturnType<typeof listOwnPayouts>>['rows'][number];

/** A provider's payouts, newest first, by (provider_id, created_at), each with the try that counts now. */
export async function listOwnPayouts(db: Database, own: { readonly providerId: string; readonly shown: PayoutsShown | undefined }, turn: PageTurn) {
  const { providerId, shown } = own;
  return readPage(turn, { columns: ['payout.created_at', 'payout.id'], size: PAGE_ROWS }, (span) =>
    db
      .selectFrom('payout')
      .innerJoin('individual_booking as part', 'part.id', 'payout.individual_booking_id')
      .innerJoin('master_booking as master', 'master.id', 'payout.master_booking_id')
      .leftJoin('payout_attempt as attempt', (join) => join.onRef('attempt.payout_id', '=', 'payout.id').onRef('attempt.number', '=', 'payout.attempts'))
      .modifyFront(sql`straight_join`)
      .select([
        'payout.id', 'payout.status', 'payout.earned_by', 'payout.hold_reason', 'payout.last_reason', 'payout.next_try_at', 'payout.gross_paise', 'payout.commission_paise',
        'payout.deductions_paise', 'payout.clawback_paise', 'payout.amount_paise', 'payout.utr', 'payout.settled_at', 'payout.created_at as listed_at',
        'part.service_name', 'part.starts_at', 'part.zone', 'master.code',
        'attempt.status as attempt_status', 'attempt.mode as attempt_mode', 'attempt.started_at as attempt_started_at',
      ])
      .where('payout.provider_id', '=', providerId)
      .where(span.within)
      .$if(shown !== undefined, (query) =>
        query.where((eb) => {
          const toFix = eb.and([eb('payout.status', '=', 'on_hold'), eb('payout.hold_reason', '=', 'account_to_fix')]);
          const held = eb.and([eb('payout.status', '=', 'on_hold'), eb.or([eb('payout.hold_reason', 'is', null), eb('payout.hold_reason', '!=', 'account_to_fix')])]);
          return eb.or([eb('payout.status', 'in', SHOWN[shown!]), ...(shown === 'failed' ? [toFix] : []), ...(shown === 'waiting' ? [held] : [])]);
        }),
      )
      .orderBy('payout.created_at', span.direction)
      .orderBy('payout.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

/** How a provider's account stands: owed + on its way − still to be taken back is what the ledger says we owe. Paise. */
export async function sumOwnPayouts(db: Database, own: { readonly providerId: string; readonly from: Date; readonly until: Date }) {
  const { providerId, from, until } = own;
  const sumWhere = (condition: ReturnType<typeof sql>, name: string) => sql<string>`coalesce(sum(case when ${condition} then amount_paise else 0 end), 0)`.as(name);
  const [payouts, clawbacks] = await Promise.all([
    db
      .selectFrom('payout')
      .select([
        sumWhere(sql`status in ('processing', 'outcome_unknown')`, 'on_its_way'),
        sumWhere(sql`status not in ('processing', 'outcome_unknown', 'processed')`, 'owed'),
        sumWhere(sql`status = 'processed' and settled_at >= ${from} and settled_at < ${until}`, 'paid'),
        ({ fn }) => fn.min('created_at').as('first_at'),
      ])
      .where('provider_id', '=', providerId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('clawback')
      .select(({ fn }) => fn.sum<string | null>('open_paise').as('open'))
      .where('provider_id', '=', providerId)
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    owedPaise: Number(payouts.owed),
    onItsWayPaise: Number(payouts.on_its_way),
    paidPaise: Number(payouts.paid),
    toTakeBackPaise: Number(clawbacks.open ?? 0),
    firstAt: payouts.first_at as Date | null,
  };
}

/** Negative earnings that no payout has covered yet, oldest first: in this order they are netted. */
export async function listOwnOpenClawbacks(db: Database, providerId: string) {
  return db
    .selectFrom('clawback')
    .innerJoin('individual_booking as part', 'part.id', 'clawback.individual_booking_id')
    .innerJoin('master_booking as master', 'master.id', 'clawback.master_booking_id')
    .leftJoin('payout', 'payout.individual_booking_id', 'clawback.individual_booking_id')
    .select(['clawback.id', 'clawback.amount_paise', 'clawback.open_paise', 'clawback.created_at', 'part.service_name', 'master.code', 'payout.id as payout_id'])
    .where('clawback.provider_id', '=', providerId)
    .where('clawback.closed_at', 'is', null)
    .orderBy('clawback.created_at')
    .orderBy('clawback.id')
    .limit(CLAWBACK_ROWS)
    .execute();
}

/** Whether a provider can be paid now, and if not, what about the account is in the way. */
export async function getPayeeStanding(db: Database, providerId: string): Promise<PayeeStanding> {
  const row = await db
    .selectFrom('provider')
    .leftJoin('payout_account as account', (join) => join.onRef('account.provider_id', '=', 'provider.id').on('account.retired_at', 'is', null))
    .select(['provider.onboarding_status', 'account.kind', 'account.status'])
    .where('provider.id', '=', providerId)
    .executeTakeFirstOrThrow();
  return { onboarding: row.onboarding_status, account: row.kind !== null && row.status !== null ? { kind: row.kind, status: row.status } : null };
}
