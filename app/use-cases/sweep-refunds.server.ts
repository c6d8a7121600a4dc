import { REFUND_LEASE_SECONDS } from '#app/domain/refund-bounds.ts';
import { findRefundsDue } from '#db/refunds.ts';
import type { World } from './confirm-payment.server.ts';
import { sendRefund } from './send-refund.server.ts';

const REFUNDS_PER_ROUND = 50;

/** Every minute: refunds whose time has come, and those that a dead worker left behind. */
export async function sweepRefunds(world: World, now: Date): Promise<number> {
  const lostBefore = new Date(now.getTime() - REFUND_LEASE_SECONDS * 1_000);
  const due = await findRefundsDue(world.db, { now, lostBefore, limit: REFUNDS_PER_ROUND });
  for (const refundId of due) await sendRefund(world, { refundId, now });
  return due.length;
}
