import { readCatalogue } from './catalogue.ts';
import { liveStories, type Living, type Refusals } from './live-stories.ts';
import type { LiveWorld } from './live-world.ts';
import { gatherPatients } from './people.ts';
import { planStories } from './plan-stories.ts';
import { prepareCatalogue } from './prepare-catalogue.ts';
import { gatherProviderLogins } from './provider-logins.ts';
import { createRandom } from './random.ts';
import { SeatBook } from './seat-book.ts';

const DAYS = 31;
const DAY_MS = 86_400_000;

export interface HistoryWish extends Living {
  readonly visits: number;
  readonly seed: number;
}

/** Lives `visits` visits over the 31 days before `now`, through the product's own use-cases and the same for every equal seed. */
export async function writeHistory(world: LiveWorld, wish: HistoryWish): Promise<Refusals> {
  const { now } = wish;
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  const random = createRandom(wish.seed);
  const logins = await gatherProviderLogins(world.db, since);
  await prepareCatalogue(world.db, await readCatalogue(world.db, logins), { since, now });
  const catalogue = await readCatalogue(world.db, logins);
  const patients = await gatherPatients(world.db, catalogue.citySlugs, since);
  const seats = await SeatBook.open(world.db, catalogue, { since, now });
  const stories = planStories(random, { catalogue, patients, seats, since, now }, wish.visits);
  return liveStories(world, stories, wish);
}
