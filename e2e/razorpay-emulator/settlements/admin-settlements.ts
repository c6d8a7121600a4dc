import { json } from '../http-types.ts';
import type { Route } from '../http-types.ts';
import { toldSettlement } from '../plants/told-settlement.ts';
import { settleNow } from './settlement-days.ts';

export const adminSettlementRoutes: Route[] = [
  {
    method: 'POST',
    path: '/__admin/settlements',
    handle: (world) => {
      const settlement = settleNow(world);
      return json({ settlement: settlement && toldSettlement(world, settlement) });
    },
  },
];
