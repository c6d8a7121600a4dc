import type { Deduction } from '#app/domain/earning.ts';
import { payableFrom, type EarnedBy } from '#app/domain/payout.ts';
import { payoutHoldHours } from '#app/env.server.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import { findPayableAccount } from '#db/payouts.ts';
import { recordEvents, type ActorRef } from '#db/status-events.ts';

export interface PayoutWish {
  readonly providerId: string;
  readonly individualBookingId: string;
  readonly masterBookingId: string;
  readonly earnedBy: EarnedBy;
  readonly grossPaise: number;
  readonly commissionPaise: number;
  readonly deductions: readonly Deduction[];
  /** gross − commission − deductions; with nothing to pay there is no payout. */
  readonly earningPaise: number;
  readonly actor: ActorRef;
  readonly now: Date;
}

/** Owes the provider one payout for one booking, in the transaction that earned it; the worker sends it when it is time. */
export async function requestPayout(trx: Trx, wish: PayoutWish): Promise<string | null> {
  if (wish.earningPaise === 0) return null;
  const payoutId = newId();
  const payable = (await findPayableAccount(trx, wish.providerId)) !== undefined;
  const dueAt = payableFrom(wish.now, payoutHoldHours());
  const status = payable ? 'queued' : 'on_hold';
  await trx
    .insertInto('payout')
    .values({
      id: payoutId,
      provider_id: wish.providerId,
      individual_booking_id: wish.individualBookingId,
      master_booking_id: wish.masterBookingId,
      earned_by: wish.earnedBy,
      status,
      gross_paise: wish.grossPaise,
      commission_paise: wish.commissionPaise,
      deductions_paise: wish.grossPaise - wish.commissionPaise - wish.earningPaise,
      deductions: JSON.stringify(wish.deductions),
      clawback_paise: 0,
      amount_paise: wish.earningPaise,
      tries: 0,
      attempts: 0,
      claimed_at: null,
      next_try_at: payable ? dueAt : null,
      hold_reason: payable ? null : 'not_verified',
      note: null,
      last_reason: null,
      last_account_id: null,
      utr: null,
      created_at: wish.now,
      settled_at: null,
    })
    .execute();
  await recordEvents(trx, [{ subjectKind: 'payout', subjectId: payoutId, masterBookingId: wish.masterBookingId, event: 'payout_requested', from: null, to: status }], wish.actor, wish.now);
  if (payable) await leaveMessages(trx, [{ task: 'send-payout', payload: { payoutId }, ...(dueAt > wish.now && { runAt: dueAt }) }], wish.now);
  return payoutId;
}
