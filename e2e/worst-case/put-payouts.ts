import { PAYOUT_STATUSES, type PayoutStatus } from '#app/domain/payout.ts';
import { shareOfPaise } from '#app/domain/money.ts';
import type { Database } from '#db/client.ts';
import { insertRows } from '#db/insert-rows.ts';
import { newId } from '#db/new-id.ts';
import type { PayoutAttemptTable, PayoutTable } from '#db/payout-tables.ts';
import type { SeededWorld } from '#db/seed/world.ts';
import { inTransaction } from '#db/transaction.ts';
import { numbered } from './put-crowd.ts';
import { NOTE, REASON, REFERENCE } from './texts.ts';

type Part = Awaited<ReturnType<typeof findGiven>>[number];

const REASON_LENGTH = 60;
const NOTE_LENGTH = 300;
const UTR_LENGTH = 40;

/** A payout for every service that was given and paid, in every state, each after a try that failed. */
export async function putPayouts(db: Database, { doctors }: SeededWorld, now: Date): Promise<void> {
  const given = await findGiven(db);
  const accounts = new Map((await db.selectFrom('payout_account').select(['id', 'provider_id']).execute()).map(({ id, provider_id }) => [provider_id, id]));
  const anyAccount = accounts.get(doctors.rao.id)!;
  const payouts = given.map((part, index) => payoutOf(part, PAYOUT_STATUSES[index % PAYOUT_STATUSES.length]!, now));
  const attempts = payouts.flatMap((payout, index) => attemptsOf(payout, accounts.get(payout.provider_id) ?? anyAccount, index));
  await inTransaction(db, async (trx) => {
    await insertRows(trx, 'payout', payouts);
    await insertRows(trx, 'payout_attempt', attempts);
  });
  await db.insertInto('gateway_balance').values({ account: 'razorpayx', available_paise: 12_345_67, read_at: now }).execute();
}

function findGiven(db: Database) {
  return db.selectFrom('individual_booking').selectAll().where('status', '=', 'completed').where('paid_paise', '>', 0).orderBy('starts_at', 'desc').orderBy('id').execute();
}

function payoutOf(part: Part, status: PayoutStatus, now: Date): PayoutTable {
  const gross = part.list_price_paise;
  const commission = shareOfPaise(gross, part.commission_bps);
  const over = status === 'processed' || status === 'reversed';
  return {
    id: newId(), provider_id: part.provider_id, individual_booking_id: part.id, master_booking_id: part.master_booking_id, earned_by: 'service', status, gross_paise: gross, commission_paise: commission,
    deductions_paise: 0, deductions: '[]', clawback_paise: 0, amount_paise: gross - commission, tries: 2, attempts: 2, claimed_at: null, next_try_at: status === 'failed' ? now : null,
    hold_reason: status === 'on_hold' ? 'admin' : null, note: NOTE.slice(0, NOTE_LENGTH), last_reason: REASON.slice(0, REASON_LENGTH), last_account_id: null, utr: over ? REFERENCE.slice(0, UTR_LENGTH) : null,
    created_at: part.completed_at!, settled_at: over ? part.completed_at : null,
  };
}

function attemptsOf(payout: PayoutTable, accountId: string, index: number): PayoutAttemptTable[] {
  return [1, 2].map((number) => ({
    id: newId(), payout_id: payout.id, number, idempotency_key: crypto.randomUUID(), payout_account_id: accountId, request_body: '{}', amount_paise: payout.amount_paise, mode: 'RTGS',
    status: number === 2 && payout.status === 'processed' ? 'processed' : 'failed', gateway_payout_id: numbered(`pout${number}`, index), reason: REASON.slice(0, REASON_LENGTH),
    detail: NOTE.slice(0, NOTE_LENGTH), utr: REFERENCE.slice(0, UTR_LENGTH), fees_paise: 590, tax_paise: 90, sends: 1, started_at: payout.created_at, ended_at: payout.created_at,
  }));
}
