import { randomUUID } from 'node:crypto';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { netClawbacks } from '#app/domain/earning.ts';
import { PAYOUT_MIN_PAISE, UNSETTLED_ASK_MINUTES } from '#app/domain/payout-bounds.ts';
import { clawbackNettedEntries } from '#app/domain/payout-entries.ts';
import { choosePayoutMode } from '#app/domain/payout-mode.ts';
import { payoutRequestBody } from '#app/domain/payout-request.ts';
import type { HoldReason } from '#app/domain/payout.ts';
import { findOpenClawbacks, type ClawbackRow } from '#db/clawbacks.ts';
import type { Database, Trx } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { newId } from '#db/new-id.ts';
import { findPayableAccount, hasLiveAttempt, lockPayout, type AttemptRow, type PayoutRow } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';
import { movePayout } from './move-payout.server.ts';

interface Claim {
  readonly payoutId: string;
  /** Our RazorpayX account. */
  readonly accountNumber: string;
  readonly now: Date;
}

/**
 * Takes a due payout for one try, or finds that it cannot be sent: null. Everything that the call needs is committed
 * here — amount after clawbacks, mode, key, the exact body — so that a crash leaves a row to ask by. The provider's
 * lock keeps two payouts from netting one clawback.
 */
export async function claimPayout(db: Database, claim: Claim): Promise<AttemptRow | null> {
  const { providerId } = await db.selectFrom('payout').select('provider_id as providerId').where('id', '=', claim.payoutId).executeTakeFirstOrThrow();
  return inTransaction(db, async (trx) => {
    await trx.selectFrom('provider').select('id').where('id', '=', providerId).forUpdate().executeTakeFirstOrThrow();
    const payout = await lockPayout(trx, claim.payoutId);
    if (!isDue(payout, claim.now)) return null;
    if (await hasLiveAttempt(trx, payout.id)) return waitForIt(trx, payout, claim.now);
    const account = await findPayableAccount(trx, providerId);
    if (!account) return hold(trx, payout, 'not_verified', 'The bank account is not verified.', claim.now);
    const amountPaise = await net(trx, payout, claim.now);
    if (amountPaise === 0) {
      await movePayout(trx, { payout, event: 'payout_netted', to: 'processed', now: claim.now, change: { next_try_at: null, settled_at: claim.now, note: null } });
      return null;
    }
    if (amountPaise < PAYOUT_MIN_PAISE) return hold(trx, payout, 'below_minimum', 'Less than ₹1 is left, and banks move nothing smaller.', claim.now);
    const mode = choosePayoutMode({ amountPaise, accountKind: account.kind, withoutImps: payout.last_reason === 'imps_not_allowed' && payout.last_account_id === account.id, now: claim.now });
    if (!mode) return hold(trx, payout, 'upi_limit', 'A UPI id takes at most ₹1,00,000 at a time; a bank account is needed.', claim.now);
    return writeAttempt(trx, claim, payout, { account, mode, amountPaise });
  });
}

function isDue(payout: PayoutRow, now: Date): boolean {
  return ['queued', 'failed', 'reversed'].includes(payout.status) && payout.next_try_at !== null && payout.next_try_at <= now;
}

/** A try that was given up has turned out to be alive: it may pay yet, so no other is made beside it. */
async function waitForIt(trx: Trx, payout: PayoutRow, now: Date): Promise<null> {
  await trx.updateTable('payout').set({ next_try_at: minutesAfter(now, UNSETTLED_ASK_MINUTES) }).where('id', '=', payout.id).execute();
  return null;
}

async function hold(trx: Trx, payout: PayoutRow, holdReason: HoldReason, note: string, now: Date): Promise<null> {
  await movePayout(trx, { payout, event: 'payout_held', to: 'on_hold', now, note, change: { hold_reason: holdReason, note, next_try_at: null } });
  return null;
}

/** Takes what the provider owes out of this payout, and says what is left of it. */
async function net(trx: Trx, payout: PayoutRow, now: Date): Promise<number> {
  const open = await findOpenClawbacks(trx, payout.provider_id);
  if (open.length === 0) return payout.amount_paise;
  const { nettings, amountPaise } = netClawbacks(payout.amount_paise, open.map((row) => ({ id: row.id, openPaise: row.open_paise })));
  for (const netting of nettings) await writeNetting(trx, payout, open.find((row) => row.id === netting.clawbackId)!, netting.amountPaise, now);
  await trx
    .updateTable('payout')
    .set({ amount_paise: amountPaise, clawback_paise: payout.clawback_paise + payout.amount_paise - amountPaise })
    .where('id', '=', payout.id)
    .execute();
  return amountPaise;
}

async function writeNetting(trx: Trx, payout: PayoutRow, clawback: ClawbackRow, amountPaise: number, now: Date): Promise<void> {
  const nettingId = newId();
  const openPaise = clawback.open_paise - amountPaise;
  await trx.updateTable('clawback').set({ open_paise: openPaise, closed_at: openPaise === 0 ? now : null }).where('id', '=', clawback.id).execute();
  await trx.insertInto('clawback_netting').values({ id: nettingId, clawback_id: clawback.id, payout_id: payout.id, amount_paise: amountPaise, netted_at: now }).execute();
  const earned = (row: { individual_booking_id: string; master_booking_id: string }) => ({
    individualBookingId: row.individual_booking_id, masterBookingId: row.master_booking_id, providerId: payout.provider_id,
  });
  await post(trx, [clawbackNettedEntries({ nettingId, payoutId: payout.id, amountPaise, from: earned(payout), to: earned(clawback) })], now);
}

type Way = { account: { id: string; gateway_fund_account_id: string | null }; mode: AttemptRow['mode']; amountPaise: number };

async function writeAttempt(trx: Trx, claim: Claim, payout: PayoutRow, { account, mode, amountPaise }: Way): Promise<AttemptRow> {
  const id = newId();
  const attempt: AttemptRow = {
    id,
    payout_id: payout.id,
    number: payout.attempts + 1,
    idempotency_key: randomUUID(),
    payout_account_id: account.id,
    request_body: payoutRequestBody({ accountNumber: claim.accountNumber, fundAccountId: account.gateway_fund_account_id!, amountPaise, mode, payoutId: payout.id, attemptId: id }),
    amount_paise: amountPaise,
    mode,
    status: 'sending',
    gateway_payout_id: null, reason: null, detail: null, utr: null,
    fees_paise: 0, tax_paise: 0,
    sends: 1,
    started_at: claim.now,
    ended_at: null,
  };
  await trx.insertInto('payout_attempt').values(attempt).execute();
  await movePayout(trx, {
    payout, event: 'payout_claimed', to: 'processing', now: claim.now,
    change: { attempts: attempt.number, tries: payout.tries + 1, claimed_at: claim.now, next_try_at: null, hold_reason: null, note: null, last_account_id: account.id },
  });
  return attempt;
}
