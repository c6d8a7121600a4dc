import { bookVisit, type LivedVisit } from './book-visit.ts';
import { doDeed } from './do-deed.ts';
import type { LiveWorld } from './live-world.ts';
import type { Story, StoryDeed } from './story.ts';

const HOUR_MS = 3_600_000;
/** Everything inside one window happens side by side; the emulator's clock moves from window to window. */
const WINDOW_MS = 3 * HOUR_MS;
const SIDE_BY_SIDE = 8;
/** Refunds of the last hours are still on their way at the bank when the story ends. */
const PENDING_BEFORE_END_MS = 5 * HOUR_MS;

interface Step {
  readonly at: Date;
  readonly story: Story;
  /** Null for the booking itself. */
  readonly deed: StoryDeed | null;
}

export interface Living {
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly progress: (done: number, all: number) => void;
}

/** What was refused on the way, by code: a person would have read a sentence and chosen otherwise. */
export type Refusals = ReadonlyMap<string, number>;

/** Lives all stories in the order of their clock; one patient's steps never overtake each other. */
export async function liveStories(world: LiveWorld, stories: readonly Story[], { now, signal, progress }: Living): Promise<Refusals> {
  const steps = stories
    .flatMap((story): Step[] => [{ at: story.bookedAt, story, deed: null }, ...story.deeds.map((deed) => ({ at: deed.at, story, deed }))])
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const lived = new Map<Story, LivedVisit>();
  const refusals = new Map<string, number>();
  let done = 0;
  let pending = false;

  const take = async ({ story, deed }: Step): Promise<void> => {
    const outcome = deed === null ? await book(world, story, lived) : await follow(world, lived.get(story), deed);
    if (outcome !== 'done') refusals.set(outcome, (refusals.get(outcome) ?? 0) + 1);
    done += 1;
    progress(done, steps.length);
  };
  for (const [, window] of Map.groupBy(steps, ({ at }) => Math.floor(at.getTime() / WINDOW_MS))) {
    if (signal.aborted) break;
    const opens = window[0]!.at;
    await world.emulator.goTo(opens);
    if (!pending && opens.getTime() > now.getTime() - PENDING_BEFORE_END_MS) {
      pending = true;
      await world.emulator.admin.setSettings({ refundMode: 'pending' });
    }
    const patients = [...Map.groupBy(window, ({ story }) => story.patientId).values()];
    await sideBySide(patients, async (own) => {
      for (const step of own) if (!signal.aborted) await take(step);
    });
  }
  return refusals;
}

async function book(world: LiveWorld, story: Story, lived: Map<Story, LivedVisit>): Promise<string> {
  const booked = await bookVisit(world, story);
  if (booked.kind === 'paid') lived.set(story, booked.visit);
  return booked.kind === 'refused' ? booked.code : 'done';
}

/** A visit that never came to be has no later. */
async function follow(world: LiveWorld, visit: LivedVisit | undefined, deed: StoryDeed): Promise<string> {
  return visit ? doDeed(world, visit, deed) : 'done';
}

async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (const one of waiting) await work(one);
    }),
  );
}
