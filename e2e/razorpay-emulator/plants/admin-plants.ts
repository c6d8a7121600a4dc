import { AdminError, number, oneOf, text } from '../admin-fields.ts';
import { json } from '../http-types.ts';
import type { Call, Reply, Route } from '../http-types.ts';
import type { World } from '../world.ts';
import { PLANT_KINDS } from './entities.ts';
import type { Plant, PlantKind } from './entities.ts';
import { plant } from './plant.ts';
import { unplant } from './unplant.ts';

export type PlantView = Omit<Plant, 'hidden'>;

export const adminPlantRoutes: Route[] = [
  { method: 'POST', path: '/__admin/plant', handle: plantOne },
  { method: 'GET', path: '/__admin/plants', handle: (world) => json([...world.store.plants.oldestFirst()].map(plantView)) },
  { method: 'DELETE', path: '/__admin/plants/:id', handle: removeOne },
  { method: 'POST', path: '/__admin/plants/:id/remove', handle: removeOne },
];

export function plantView({ hidden: _hidden, ...view }: Plant): PlantView {
  return view;
}

function plantOne(world: World, { body }: Call): Reply {
  const kind = oneOf(body, 'kind', Object.keys(PLANT_KINDS) as PlantKind[]);
  if (kind === undefined) throw new AdminError('kind is missing.');
  return json(plantView(plant(world, { kind, id: text(body, 'id'), paise: number(body, 'paise') })));
}

function removeOne(world: World, { params }: Call): Reply {
  const found = world.store.plants.find(params.id ?? '');
  if (!found) throw new AdminError('There is no such planted fault.');
  unplant(world, found);
  return json({ removed: found.id });
}
