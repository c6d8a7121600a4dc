import type { World } from '../world.ts';
import type { Payout } from './entities.ts';
import { balanceOf } from './statement.ts';

/** Statuses in which the beneficiary has the money, or may still get it. */
const ALIVE = new Set(['pending', 'queued', 'processing', 'processed']);

/** What a test asks at its end: was anybody paid twice, and does the statement tie. */
export function payoutAssertions(world: World) {
  const payoutsPerReference: Record<string, { count: number; alive: number; alivePaise: number; statuses: string[] }> = {};
  for (const payout of world.store.payouts.oldestFirst()) {
    const reference = payout.reference_id ?? '';
    const summary = (payoutsPerReference[reference] ??= { count: 0, alive: 0, alivePaise: 0, statuses: [] });
    summary.count += 1;
    summary.statuses.push(payout.status);
    if (!ALIVE.has(payout.status)) continue;
    summary.alive += 1;
    summary.alivePaise += payout.amount;
  }
  const requests = world.log.newestFirst().filter(({ method, path }) => method === 'POST' && path === '/v1/payouts');
  return {
    payoutsPerReference,
    /** Payouts without a reference are not counted: nothing says that they belong together. */
    referencesPaidTwice: Object.entries(payoutsPerReference).flatMap(([reference, { alive }]) => (reference !== '' && alive > 1 ? [reference] : [])),
    payoutRequests: requests.length,
    payoutRequestsWithoutKey: requests.filter(({ headers }) => !headers['x-payout-idempotency']).length,
    payoutKeysSeen: [...new Set(requests.flatMap(({ headers }) => headers['x-payout-idempotency'] ?? []))],
    statementFaults: statementFaults(world),
    xBalancePaise: balanceOf(world),
  };
}

/** One sentence per line or payout that does not tie; empty is what should be. */
function statementFaults(world: World): string[] {
  const faults: string[] = [];
  const takenBy = new Map<string, number>();
  let balance = 0;
  for (const { id, credit, debit, balance: told, source } of world.store.transactions.oldestFirst()) {
    balance += credit - debit;
    if (told !== balance) faults.push(`${id} tells a balance of ${told}, it is ${balance}`);
    if (balance < 0) faults.push(`${id} overdraws the account to ${balance}`);
    const payoutId = source.entity === 'reversal' ? source.payout_id : source.id;
    if (source.entity !== 'bank_transfer') takenBy.set(payoutId, (takenBy.get(payoutId) ?? 0) + debit - credit);
  }
  for (const payout of world.store.payouts.oldestFirst()) {
    const taken = takenBy.get(payout.id) ?? 0;
    if (taken !== owedBy(payout)) faults.push(`${payout.id} is ${payout.status} and took ${taken}, it should be ${owedBy(payout)}`);
  }
  return faults;
}

function owedBy({ status, amount, fees }: Payout): number {
  return status === 'processing' || status === 'processed' ? amount + fees : 0;
}
