import type { PayoutStatus } from '#app/domain/payout.ts';
import { hearOfPayout } from '#app/use-cases/hear-of-payout.server.ts';
import { sendPayout } from '#app/use-cases/send-payout.server.ts';
import type { LiveWorld } from './live-world.ts';
import { sideBySide } from './side-by-side.ts';

/**
 * A window closes, and the emulator's clock with it: hears of what the banks did meanwhile, lets people do their part,
 * and sends what is due. Only payouts of the past: one that a visitor of the demo made today is the worker's.
 */
export async function attendPayouts(world: LiveWorld, now: Date, peopleAct?: () => Promise<void>): Promise<void> {
  await hearOfUnsettled(world, now);
  await takeBack(world, now);
  await peopleAct?.();
  await sendDue(world, now, ['queued', 'failed', 'reversed', 'outcome_unknown']);
}

/** The daily question about payouts that had arrived, once for the whole month: a question a day would double its length. */
export async function lookBackAtPayouts(world: LiveWorld, now: Date): Promise<void> {
  await sendDue(world, now, ['processed']);
}

async function hearOfUnsettled(world: LiveWorld, now: Date): Promise<void> {
  const attempts = await world.db
    .selectFrom('payout_attempt as attempt')
    .innerJoin('payout', 'payout.id', 'attempt.payout_id')
    .select('attempt.gateway_payout_id as id')
    .where('attempt.status', 'in', ['pending', 'queued', 'processing'])
    .where('attempt.gateway_payout_id', 'is not', null)
    .where('payout.status', '=', 'processing')
    .where('payout.created_at', '<=', now)
    .orderBy('attempt.started_at')
    .execute();
  await sideBySide(attempts, async ({ id }) => void (await hearOfPayout(world, { gatewayPayoutId: id!, toldStatus: null, now })));
}

/** Banks send back what had arrived days ago. */
async function takeBack(world: LiveWorld, now: Date): Promise<void> {
  for (const [payoutId, { at, reason }] of world.comingBack) {
    if (at > now) continue;
    world.comingBack.delete(payoutId);
    const arrived = await world.db
      .selectFrom('payout_attempt as attempt')
      .innerJoin('payout', 'payout.id', 'attempt.payout_id')
      .select('attempt.gateway_payout_id as id')
      .where('payout.id', '=', payoutId)
      .where('payout.status', '=', 'processed')
      .where('attempt.status', '=', 'processed')
      .executeTakeFirst();
    if (!arrived?.id) continue;
    await world.emulator.admin.settlePayout(arrived.id, 'reversed', reason);
    await hearOfPayout(world, { gatewayPayoutId: arrived.id, toldStatus: 'reversed', now });
  }
}

async function sendDue(world: LiveWorld, now: Date, statuses: readonly PayoutStatus[]): Promise<void> {
  const due = await world.db
    .selectFrom('payout')
    .select('id')
    .where('status', 'in', statuses)
    .where('next_try_at', '<=', now)
    .where('created_at', '<=', now)
    .orderBy('next_try_at')
    .execute();
  await sideBySide(due, ({ id }) => sendPayout(world, { payoutId: id, now }));
}
