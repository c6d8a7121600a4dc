import type { World } from '../world.ts';
import type { Payout, PayoutMode } from './entities.ts';

/** Paise by mode; `fees` include `tax`, which is 18 % of the rest. */
const FEES: Record<PayoutMode, { fees: number; tax: number }> = {
  IMPS: { fees: 590, tax: 90 },
  NEFT: { fees: 354, tax: 54 },
  RTGS: { fees: 1180, tax: 180 },
  UPI: { fees: 236, tax: 36 },
};

export function feesOf(world: World, mode: PayoutMode): Pick<Payout, 'fees' | 'tax' | 'fee_type'> {
  return world.store.settings.freePayouts ? { fees: 0, tax: 0, fee_type: 'free_payout' } : { ...FEES[mode], fee_type: '' };
}
