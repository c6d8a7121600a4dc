import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { hearOfPayout } from '#app/use-cases/hear-of-payout.server.ts';
import { sendPayout } from '#app/use-cases/send-payout.server.ts';
import { holdPayout } from '#app/use-cases/steer-payout.server.ts';
import { findLatestAttempt } from '#db/payouts.ts';
import type { FailureReason } from '../../razorpay-emulator/x/status-reasons.ts';
import type { Planned, Stage } from '../stage.ts';

/**
 * Payouts that did not simply arrive. Four states cannot stand still: `queued` is sent at once; `failed` and `reversed`
 * are tried again within two hours, each set so that their time is still to come; `outcome_unknown` is asked about until it
 * is known, at the latest after an hour. One that RazorpayX queues for want of money would have every visitor's wait with it.
 */
export function payoutsInTrouble(stage: Stage): void {
  heldByTheDesk(stage);
  triedAgain(stage);
  sentBack(stage);
  forAPerson(stage);
  neverHeardOf(stage);
}

/** The patient says that nobody was there; the desk keeps the money until that is cleared. */
function heldByTheDesk(stage: Stage): void {
  stage.begin('a payout on hold');
  const visit = completed(stage, 130);
  stage.at(stage.ago(128), async () => {
    const held = await holdPayout(stage.world.db, { payoutId: await payoutOf(stage, visit), adminId: stage.world.adminIds[0], reason: 'The patient says that the doctor was not there; clinic asked.', now: stage.ago(128) });
    if (!held.ok) throw new Error(held.refusal.message);
  });
}

/** The bank is offline, twice. */
function triedAgain(stage: Stage): void {
  stage.begin('a payout that failed');
  const visit = completed(stage, 48);
  tries(stage, visit, 46, 'failed', 'beneficiary_bank_offline');
  tries(stage, visit, 12, 'failed', 'beneficiary_bank_offline');
}

/** It arrived at the second try, and the bank sent it back. */
function sentBack(stage: Stage): void {
  stage.begin('a payout that came back');
  const visit = completed(stage, 75);
  tries(stage, visit, 73, 'failed', 'beneficiary_bank_technical_error');
  tries(stage, visit, 40, 'processed');
  comesBack(stage, visit, 9, 'beneficiary_bank_failure');
}

/** Paid, and sent back because the account sleeps: somebody talks to the doctor. */
function forAPerson(stage: Stage): void {
  stage.begin('a payout that needs a person');
  const offer = stage.offer(stage.nextDoctor());
  const visit = stage.given(offer, stage.patientNear(offer), stage.ago(DAY_MINUTES + 300));
  comesBack(stage, visit, 150, 'beneficiary_account_dormant');
}

/**
 * RazorpayX does not answer about this one, so that it stays `processing` although it has arrived, and the event that
 * tells of it is tried again and again. On the emulator's control page the fault can be taken away.
 */
function neverHeardOf(stage: Stage): void {
  stage.begin('a payout that nobody answers for');
  const visit = completed(stage, 34);
  stage.at(stage.ago(33), async () => {
    const { world } = stage;
    const attempt = await send(stage, visit, stage.ago(33));
    await world.emulator.admin.setFault({ kind: 'bad_gateway_before_commit', method: 'GET', path: `/v1/payouts/${attempt}`, times: 'always' });
    await world.emulator.admin.settlePayout(attempt, 'processed');
    stage.silent.add(attempt);
  });
}

function completed(stage: Stage, minutes: number): Planned {
  const offer = stage.offer(stage.nextDoctor());
  const patientId = stage.patientNear(offer);
  const now = stage.ago(minutes);
  const line = stage.past(offer, patientId, minutesAfter(now, -20));
  const visit = stage.book(patientId, [line], minutesAfter(line.startsAt, -DAY_MINUTES));
  stage.at(now, async () => {
    const done = await completeBooking(stage.world.db, { bookingId: visit.lived!.partIds[0]!, providerId: offer.providerId, actor: { kind: 'provider', id: offer.loginId }, now });
    if (!done.ok) throw new Error(done.refusal.message);
  });
  return visit;
}

async function payoutOf({ world }: Stage, visit: Planned): Promise<string> {
  const { id } = await world.db.selectFrom('payout').select('id').where('individual_booking_id', '=', visit.lived!.partIds[0]!).executeTakeFirstOrThrow();
  return id;
}

/** RazorpayX's id of the try that is under way, made now if it was not made before. */
async function send(stage: Stage, visit: Planned, now: Date): Promise<string> {
  const payoutId = await payoutOf(stage, visit);
  await sendPayout(stage.world, { payoutId, now });
  const attempt = await findLatestAttempt(stage.world.db, payoutId);
  if (attempt?.status !== 'processing') throw new Error(`the payout's try is ${attempt?.status ?? 'not there'}`);
  return attempt.gateway_payout_id!;
}

/** A try, and a minute later the bank's word. */
function tries(stage: Stage, visit: Planned, minutes: number, end: 'processed' | 'failed', reason?: FailureReason): void {
  stage.at(stage.ago(minutes), async () => {
    const gatewayPayoutId = await send(stage, visit, stage.ago(minutes));
    await stage.world.emulator.admin.settlePayout(gatewayPayoutId, end, reason);
    await hearOfPayout(stage.world, { gatewayPayoutId, toldStatus: end, now: stage.ago(minutes - 1) });
  });
}

function comesBack(stage: Stage, visit: Planned, minutes: number, reason: FailureReason): void {
  stage.at(stage.ago(minutes), async () => {
    const attempt = await findLatestAttempt(stage.world.db, await payoutOf(stage, visit));
    if (attempt?.status !== 'processed') throw new Error(`the payout's try is ${attempt?.status ?? 'not there'}`);
    await stage.world.emulator.admin.settlePayout(attempt.gateway_payout_id!, 'reversed', reason);
    await hearOfPayout(stage.world, { gatewayPayoutId: attempt.gateway_payout_id!, toldStatus: 'reversed', now: stage.ago(minutes) });
  });
}
