import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { burst, copyBookings } from '../trouble/payout-burst.ts';
import { knowPayees } from '../trouble/know-payees.ts';
import { openProcessWorld, type ProcessWorld } from '../trouble/process-world.ts';
import { judged, observed, type Finding } from './measure.ts';
import { plain } from './statistics.ts';

const PAYOUTS = 1_000;
/** As many calls as three workers make side by side. */
const AT_ONCE = 24;
/** What the emulator's bank takes for one payout. */
const BANK_SECONDS = 30;
const LOADED_PAISE = 10_000_000_000;
const RATIO_MAX = 1.2;

/**
 * A thousand completions at once with three workers, one of them killed every second, against the bare calls: the same
 * thousand requests to the same emulator, and the bank's time. Everything counts, from the first tap on "Completed".
 */
export async function measurePayouts(): Promise<Finding[]> {
  const world = await openProcessWorld();
  try {
    await knowPayees(world);
    await world.emulator.admin.loadBalance(LOADED_PAISE);
    await world.emulator.admin.setSettings({ processingSeconds: BANK_SECONDS });
    const bareSeconds = await bareBurst(world);
    console.log(`    bare calls: ${plain(bareSeconds, 1)} s`);
    const web = await world.startWeb();
    await world.sendWebhooksTo(web);
    const ours = await burst(world, await copyBookings(world, PAYOUTS), true);
    console.log(`    ours: ${plain(ours.seconds, 1)} s, ${ours.killed} workers killed, ${ours.attempts} attempts, ${ours.paidTwice} paid twice`);
    const ratio = ours.seconds / bareSeconds;
    return [
      observed(`${plain(PAYOUTS)} completions → paid, a worker killed each second`, `${plain(ours.seconds, 1)} s`, {
        limit: `${plain(bareSeconds, 1)} s`, ratio: plain(ratio, 2), target: `≤ ${RATIO_MAX}`, verdict: judged(ratio <= RATIO_MAX),
      }),
      observed('paid twice', plain(ours.paidTwice), { target: '0', verdict: judged(ours.paidTwice === 0 && ours.attempts === PAYOUTS) }),
    ];
  } finally {
    await world.close();
  }
}

async function bareBurst(world: ProcessWorld): Promise<number> {
  const { gateway_fund_account_id: fundAccountId } = await world.db
    .selectFrom('payout_account').select('gateway_fund_account_id').where('provider_id', '=', world.seeded.doctors.rao.id).executeTakeFirstOrThrow();
  const body = JSON.stringify({ account_number: world.payoutGateway.accountNumber, fund_account_id: fundAccountId, amount: 68_000, currency: 'INR', mode: 'IMPS', purpose: 'payout' });
  const startedMs = performance.now();
  let left = PAYOUTS;
  const one = async () => {
    while (left-- > 0) {
      const answer = await world.payoutGateway.createPayout({ body, idempotencyKey: randomUUID() });
      if (answer.kind !== 'accepted') throw new Error(`a bare payout was ${answer.kind}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  for (;;) {
    const { x } = await world.emulator.admin.state(PAYOUTS);
    if (x.payouts.every((payout) => payout.status === 'processed')) return (performance.now() - startedMs) / 1_000;
    await pause(250);
  }
}
