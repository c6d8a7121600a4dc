import { json } from '../http-types.ts';
import type { Call, Reply, Route } from '../http-types.ts';
import { pageOf } from '../listing.ts';
import { toldSettlement } from '../plants/told-settlement.ts';
import { requireRow } from '../request-fields.ts';
import type { World } from '../world.ts';
import type { Settlement } from './entities.ts';
import { reconcile } from './reconcile.ts';

export const settlementRoutes: Route[] = [
  { method: 'GET', path: '/v1/settlements', handle: list },
  { method: 'GET', path: '/v1/settlements/:id', handle: (world, call) => json(toldSettlement(world, requireRow(world.store.settlements, 'setl', call.params.id))) },
  { method: 'GET', path: '/v1/settlements/recon/combined', handle: reconcile },
];

/** By their own time: those of an imported past were written down last. */
export function latestFirst(settlements: Iterable<Settlement>): Settlement[] {
  return [...settlements].toSorted((one, other) => other.created_at - one.created_at);
}

function list(world: World, { query }: Call): Reply {
  return json(pageOf(latestFirst(world.store.settlements.newestFirst()), query, (settlement) => toldSettlement(world, settlement)));
}
