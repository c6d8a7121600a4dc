import { addDays, localDateOf } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { reconcileDay } from '#app/use-cases/reconcile-day.server.ts';
import type { Stage } from '../stage.ts';

const DAYS_LOOKED_BACK = 10;

/** The one thing that the two books do not say alike: Razorpay tells a payment's fee ₹1.18 higher than it was. */
export function feeToldHigher(stage: Stage): void {
  stage.at(stage.now, async () => {
    const { world, now } = stage;
    const { settlements } = await world.emulator.admin.state(DAYS_LOOKED_BACK * 2);
    const yesterday = addDays(localDateOf(now, BOOKS_ZONE), -1);
    const dayOf = (settled: (typeof settlements)[number]) => localDateOf(new Date(settled.created_at * 1_000), BOOKS_ZONE);
    const latest = settlements.filter((settled) => dayOf(settled) <= yesterday).toSorted((a, b) => b.created_at - a.created_at);
    for (const settlement of latest) {
      const planted = await world.emulator.admin.plant({ kind: 'payment_fee', id: settlement.id }).catch(() => null);
      // One that only took refunds has no fee.
      if (planted) return void (await reconcileDay(world, { day: dayOf(settlement), now }));
    }
    throw new Error('no settlement of the last days has a payment');
  });
}
