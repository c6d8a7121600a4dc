import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { hearOfPayout } from '#app/use-cases/hear-of-payout.server.ts';
import { sendPayout } from '#app/use-cases/send-payout.server.ts';
import { findLatestAttempt } from '#db/payouts.ts';
import { windowAt } from './live-windows.ts';
import type { LiveWorld } from './live-world.ts';
import type { PayoutFate } from './story.ts';

const SENT_AFTER_MS = 20_000;
const ASKED_AFTER_MS = 2 * MINUTE_MS;
const FAILS_AFTER_MS = 3 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

interface Earned {
  readonly bookingId: string;
  readonly at: Date;
  readonly payout: PayoutFate;
  readonly backAfterHours: number;
}

/**
 * What the worker does for a payout, soon after the service was given, and what the bank makes of it. One that was
 * earned just before its window closes is sent by the next window's closing instead: both clocks then agree on the day.
 */
export async function payProvider(world: LiveWorld, { bookingId, at, payout: fate, backAfterHours }: Earned): Promise<void> {
  const later = (ms: number) => new Date(at.getTime() + ms);
  if (later(SENT_AFTER_MS) > windowAt(at).closesAt) return;
  const payout = await world.db.selectFrom('payout').select('id').where('individual_booking_id', '=', bookingId).where('status', '=', 'queued').executeTakeFirst();
  if (!payout) return;
  const { admin } = world.emulator;
  if (fate === 'answer_lost') await admin.setFault({ kind: 'reply_lost', method: 'POST', path: '/v1/payouts', times: 1 });
  await sendPayout(world, { payoutId: payout.id, now: later(SENT_AFTER_MS) });
  if (fate === 'arrives') return;
  // The answer that is lost may be that of a neighbour; whose it was, asks for it. Nothing happens to one that was answered.
  await sendPayout(world, { payoutId: payout.id, now: later(ASKED_AFTER_MS) });
  if (fate === 'comes_back' || fate === 'comes_back_dormant') {
    const reason = fate === 'comes_back' ? 'beneficiary_bank_failure' : 'beneficiary_account_dormant';
    world.comingBack.set(payout.id, { at: later(backAfterHours * HOUR_MS), reason });
  }
  if (fate === 'bank_offline' || fate === 'account_closed') {
    const attempt = await findLatestAttempt(world.db, payout.id);
    if (attempt?.status !== 'processing') return;
    await admin.settlePayout(attempt.gateway_payout_id!, 'failed', fate === 'bank_offline' ? 'beneficiary_bank_offline' : 'bank_account_closed');
    await hearOfPayout(world, { gatewayPayoutId: attempt.gateway_payout_id!, toldStatus: 'failed', now: later(FAILS_AFTER_MS) });
  }
}
