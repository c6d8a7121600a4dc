import { newId } from '../ids.ts';
import type { World } from '../world.ts';
import { announceX } from './announce-x.ts';
import { bankCodeOf } from './banks.ts';
import type { Downtime, FundAccount, PayoutMode } from './entities.ts';

const METHODS = ['IMPS', 'NEFT', 'RTGS'];
const PARTNER_BANK = 'RZPX';

/** The downtime that keeps this payout waiting; UPI knows none. */
export function downtimeOf(world: World, { bank_account }: FundAccount, mode: PayoutMode): Downtime | undefined {
  if (mode === 'UPI' || !bank_account || world.store.downtimes.size === 0) return undefined;
  const bank = bankCodeOf(bank_account.ifsc);
  return [...world.store.downtimes.oldestFirst()].find(({ status, source, instrument }) => status === 'started' && (source === 'partner' || instrument.bank === bank));
}

/** `bank`: first four letters of an IFSC; without it the partner bank, through which everything goes. */
export function startDowntime(world: World, bank: string | undefined): Downtime {
  const now = world.clock.now();
  const downtime = world.store.downtimes.save({
    id: newId('poutdown'), entity: 'payout.downtime', scheduled: false, method: METHODS, begin: now, end: null, status: 'started',
    source: bank === undefined ? 'partner' : 'beneficiary', instrument: { bank: bank ?? PARTNER_BANK }, created_at: now, updated_at: now,
  });
  announceX(world, 'payout.downtime.started', { downtime });
  return downtime;
}

export function endDowntime(world: World, downtime: Downtime): void {
  const now = world.clock.now();
  world.store.downtimes.save(Object.assign(downtime, { status: 'resolved', end: now, updated_at: now }));
  announceX(world, 'payout.downtime.resolved', { downtime });
}
