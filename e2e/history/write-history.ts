import { readCatalogue } from './catalogue.ts';
import { liveStories, type Act, type Living, type Refusals } from './live-stories.ts';
import type { LiveWorld } from './live-world.ts';
import { gatherPatients } from './people.ts';
import { planStories, type StoryWorld } from './plan-stories.ts';
import { prepareCatalogue } from './prepare-catalogue.ts';
import { gatherProviderLogins } from './provider-logins.ts';
import { createRandom } from './random.ts';
import { SeatBook } from './seat-book.ts';
import type { Story } from './story.ts';

export const HISTORY_DAYS = 31;
const DAY_MS = 86_400_000;

export interface HistoryWish extends Living {
  readonly visits: number;
  readonly seed: number;
  /** Changes what chance has told, and says what happens beside it. */
  readonly direct?: (place: StoryWorld, stories: readonly Story[]) => { readonly stories: readonly Story[]; readonly acts: readonly Act[] };
}

/** Lives `visits` visits over the 31 days before `now`, through the product's own use-cases and the same for every equal seed. */
export async function writeHistory(world: LiveWorld, wish: HistoryWish): Promise<Refusals> {
  const { now } = wish;
  const since = new Date(now.getTime() - HISTORY_DAYS * DAY_MS);
  const random = createRandom(wish.seed);
  const logins = await gatherProviderLogins(world.db, since);
  await prepareCatalogue(world.db, await readCatalogue(world.db, logins), { since, now });
  const catalogue = await readCatalogue(world.db, logins);
  const patients = await gatherPatients(world.db, catalogue.citySlugs, since);
  const seats = await SeatBook.open(world.db, catalogue, { since, now });
  const place = { catalogue, patients, seats, since, now };
  const told = planStories(random, place, wish.visits);
  const { stories, acts } = wish.direct?.(place, told) ?? { stories: told, acts: [] };
  return liveStories(world, stories, wish, acts);
}
