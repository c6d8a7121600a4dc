import type { Updateable } from 'kysely';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import type { Posting } from '#app/domain/ledger-entries.ts';
import { UNSETTLED_ASK_MINUTES } from '#app/domain/payout-bounds.ts';
import { payoutFailedEntries, payoutReversedEntries, payoutSentEntries, payoutSettledEntries, type SentMoney } from '#app/domain/payout-entries.ts';
import { contradicts, hasLeft, isNews, type PayoutStatus } from '#app/domain/payout.ts';
import type { GatewayPayout } from '#app/razorpay/payout-entities.ts';
import type { Database, Trx } from '#db/client.ts';
import { openDiscrepancy } from '#db/discrepancies.ts';
import { post } from '#db/ledger.ts';
import type { PayoutAttemptTable } from '#db/payout-tables.ts';
import { lockPayout, type AttemptRow, type PayoutRow } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';
import { failPayout } from './fail-payout.server.ts';
import { movePayout } from './move-payout.server.ts';

/** `foreign`: made elsewhere, by nobody of ours. `wrong_amount`: one of our tries, but not the money we sent. */
export type PayoutSettlement = 'settled' | 'foreign' | 'wrong_amount';

/**
 * Brings one attempt, and its payout, to what RazorpayX says, in one transaction under the payout's lock. Our own
 * call's answer, webhooks in any order and the clock's questions all end here; each posting happens once.
 */
export async function settlePayout(db: Database, input: { readonly told: GatewayPayout; readonly now: Date }): Promise<PayoutSettlement> {
  const { told, now } = input;
  const found = await findAttempt(db, told);
  if (!found) return 'foreign';
  return inTransaction(db, async (trx) => {
    const payout = await lockPayout(trx, found.payout_id);
    const attempt = await trx.selectFrom('payout_attempt').selectAll().where('id', '=', found.id).executeTakeFirstOrThrow();
    return settleLocked(trx, { payout, attempt, told, now });
  });
}

/** By RazorpayX's id, else by our reference and the attempt named in the notes. */
async function findAttempt(db: Database, told: GatewayPayout): Promise<{ id: string; payout_id: string } | undefined> {
  const byId = await db.selectFrom('payout_attempt').select(['id', 'payout_id']).where('gateway_payout_id', '=', told.id).executeTakeFirst();
  if (byId) return byId;
  const attemptId = told.notes?.attempt;
  if (typeof attemptId !== 'string' || !told.reference_id) return undefined;
  return db.selectFrom('payout_attempt').select(['id', 'payout_id']).where('id', '=', attemptId).where('payout_id', '=', told.reference_id).where('gateway_payout_id', 'is', null).executeTakeFirst();
}

interface News {
  readonly payout: PayoutRow;
  readonly attempt: AttemptRow;
  readonly told: GatewayPayout;
  readonly now: Date;
}

async function settleLocked(trx: Trx, news: News): Promise<PayoutSettlement> {
  const { attempt, told } = news;
  if (told.amount !== attempt.amount_paise || told.currency !== 'INR') {
    await reportWrongAmount(trx, news);
    return 'wrong_amount';
  }
  if (isNews(attempt.status, told.status)) await takeNews(trx, news);
  else if (contradicts(attempt.status, told.status)) await reportContradiction(trx, news);
  else await learnDetails(trx, news);
  return 'settled';
}

async function takeNews(trx: Trx, news: News): Promise<void> {
  const { payout, attempt, told, now } = news;
  const fees = feesOf(news);
  const change: Updateable<PayoutAttemptTable> = {
    status: told.status, gateway_payout_id: told.id, reason: told.status_details?.reason ?? null, detail: told.status_details?.description?.slice(0, 300) ?? null,
    utr: told.utr ?? attempt.utr, fees_paise: fees.feesPaise, tax_paise: fees.taxPaise, ...(isEnd(told.status) && { ended_at: now }),
  };
  await trx.updateTable('payout_attempt').set(change).where('id', '=', attempt.id).execute();
  await post(trx, postingsFor(news), now);
  if (attempt.number === payout.attempts) return moveAlong(trx, news);
  return hearOfOldAttempt(trx, news);
}

function isEnd(status: GatewayPayout['status']): boolean {
  return ['processed', 'failed', 'reversed', 'cancelled', 'rejected'].includes(status);
}

/** Fees are told while it is on its way, and as zero once it has failed; what was booked is what counts then. */
function feesOf({ attempt, told }: News): { feesPaise: number; taxPaise: number } {
  if (told.status !== 'processing' && told.status !== 'processed') return { feesPaise: attempt.fees_paise, taxPaise: attempt.tax_paise };
  return { feesPaise: told.fees ?? 0, taxPaise: told.tax ?? 0 };
}

/** Postings by what the attempt was and is; money that never left needs none. */
function postingsFor(news: News): Posting[] {
  const { payout, attempt, told } = news;
  const money = (fees: { feesPaise: number; taxPaise: number }): SentMoney => ({
    payoutId: payout.id, attemptId: attempt.id, individualBookingId: payout.individual_booking_id, masterBookingId: payout.master_booking_id,
    providerId: payout.provider_id, amountPaise: attempt.amount_paise, ...fees,
  });
  const before = { feesPaise: attempt.fees_paise, taxPaise: attempt.tax_paise };
  const after = feesOf(news);
  if (told.status === 'processing') return [payoutSentEntries(money(after))];
  if (told.status === 'processed') {
    const none = { feesPaise: 0, taxPaise: 0 };
    const late = { feesPaise: after.feesPaise - before.feesPaise, taxPaise: after.taxPaise - before.taxPaise };
    return attempt.status === 'processing' ? [payoutSettledEntries(money(before), late)] : [payoutSentEntries(money(after)), payoutSettledEntries(money(after), none)];
  }
  if (!hasLeft(attempt.status)) return [];
  return attempt.status === 'processed' ? [payoutReversedEntries(money(before))] : [payoutFailedEntries(money(before))];
}

/** The payout follows its latest attempt. */
async function moveAlong(trx: Trx, news: News): Promise<void> {
  const { attempt, told, now } = news;
  let { payout } = news;
  if (!['processing', 'outcome_unknown', 'processed'].includes(payout.status) || (await paidByAnother(trx, news))) return hearOfOldAttempt(trx, news);
  if (told.status === 'processed') {
    const change = { settled_at: now, utr: told.utr ?? null, next_try_at: minutesAfter(now, DAY_MINUTES), note: null, last_reason: null };
    await movePayout(trx, { payout, event: 'payout_processed', to: 'processed', now, change, note: told.utr ?? undefined });
    return;
  }
  if (told.status === 'failed') return failPayout(trx, { payout, reason: told.status_details?.reason ?? 'unknown', words: told.status_details?.description ?? null, cameBack: false, now });
  if (told.status === 'reversed') return failPayout(trx, { payout, reason: told.status_details?.reason ?? 'unknown', words: told.status_details?.description ?? null, cameBack: true, now });
  if (payout.status === 'outcome_unknown') {
    await movePayout(trx, { payout, event: 'payout_found', to: 'processing', now });
    payout = { ...payout, status: 'processing' };
  }
  if (told.status === 'cancelled' || told.status === 'rejected') return endWithoutSending(trx, { payout, attempt, told, now });
  await trx.updateTable('payout').set({ next_try_at: minutesAfter(now, UNSETTLED_ASK_MINUTES) }).where('id', '=', payout.id).execute();
}

/** Taken back before it was sent: by an admin of ours, or in RazorpayX by whoever may approve there. */
async function endWithoutSending(trx: Trx, { payout, told, now }: News): Promise<void> {
  const cancelled = told.status === 'cancelled';
  const note = cancelled ? 'Cancelled at RazorpayX before it was sent.' : 'Rejected by an approver in RazorpayX.';
  const to: PayoutStatus = cancelled ? 'on_hold' : 'needs_attention';
  await movePayout(trx, { payout, event: cancelled ? 'payout_cancelled' : 'payout_parked', to, now, note, change: { next_try_at: null, note, ...(cancelled && { hold_reason: 'cancelled' as const }) } });
}

/** Settled by another try: what becomes of this one is about its own money only. */
async function paidByAnother(trx: Trx, { payout, attempt }: News): Promise<boolean> {
  if (payout.status !== 'processed') return false;
  const other = await trx.selectFrom('payout_attempt').select('id').where('payout_id', '=', payout.id).where('id', '!=', attempt.id).where('status', '=', 'processed').executeTakeFirst();
  return other !== undefined;
}

/**
 * An attempt that had been given up: paid after all, it settles a payout that waits; beside another it is paid twice.
 * One that has settled it and comes back leaves it owed again.
 */
async function hearOfOldAttempt(trx: Trx, news: News): Promise<void> {
  const { payout, attempt, told, now } = news;
  if (told.status === 'reversed' && attempt.status === 'processed' && payout.status === 'processed' && !(await paidByAnother(trx, news))) {
    const failed = { ...payout, last_account_id: attempt.payout_account_id };
    return failPayout(trx, { payout: failed, reason: told.status_details?.reason ?? 'unknown', words: told.status_details?.description ?? null, cameBack: true, now });
  }
  if (told.status !== 'processed') return;
  if (['queued', 'failed', 'reversed', 'on_hold', 'needs_attention'].includes(payout.status)) {
    const change = { settled_at: now, utr: told.utr ?? null, next_try_at: minutesAfter(now, DAY_MINUTES), hold_reason: null, note: null };
    await movePayout(trx, { payout, event: 'payout_found_paid', to: 'processed', now, change });
    return;
  }
  await openDiscrepancy(trx, { kind: 'duplicate', subjectId: told.id, masterBookingId: payout.master_booking_id, expectedPaise: 0, actualPaise: told.amount, note: `Payout ${payout.id} was carried out by another attempt too.` }, now);
}

/** The bank's reference of NEFT and RTGS comes after `processed`. */
async function learnDetails(trx: Trx, { payout, attempt, told }: News): Promise<void> {
  if (told.utr && told.utr !== attempt.utr) {
    await trx.updateTable('payout_attempt').set({ utr: told.utr }).where('id', '=', attempt.id).execute();
    if (attempt.number === payout.attempts) await trx.updateTable('payout').set({ utr: told.utr }).where('id', '=', payout.id).execute();
  }
  if (attempt.status === told.status && told.status_details?.reason && told.status_details.reason !== attempt.reason) {
    await trx.updateTable('payout_attempt').set({ reason: told.status_details.reason }).where('id', '=', attempt.id).execute();
  }
}

async function reportWrongAmount(trx: Trx, { payout, attempt, told, now }: News): Promise<void> {
  await openDiscrepancy(trx, { kind: told.amount > attempt.amount_paise ? 'amount_over' : 'amount_under', subjectId: told.id, masterBookingId: payout.master_booking_id, expectedPaise: attempt.amount_paise, actualPaise: told.amount, note: `Payout ${payout.id} was made with another amount.` }, now);
}

/** Theirs says one final thing and ours another; which is true is not guessed. */
async function reportContradiction(trx: Trx, { payout, attempt, told, now }: News): Promise<void> {
  await openDiscrepancy(trx, { kind: 'status_differs', subjectId: told.id, masterBookingId: payout.master_booking_id, expectedPaise: attempt.amount_paise, actualPaise: told.amount, note: `Ours is ${attempt.status}, RazorpayX says ${told.status}.` }, now);
}
