import { attendPayouts, lookBackAtPayouts } from './attend-payouts.ts';
import { bookVisit, type LivedVisit } from './book-visit.ts';
import { closeYesterday } from './close-days.ts';
import { doDeed } from './do-deed.ts';
import { loadMoney, planLoads } from './load-money.ts';
import type { LiveWorld } from './live-world.ts';
import { windowAt, windowsBetween } from './live-windows.ts';
import { mendPayouts } from './mend-payouts.ts';
import { lookBackAtRefunds } from './send-refunds.ts';
import { sideBySide } from './side-by-side.ts';
import type { Story, StoryDeed } from './story.ts';

const HOUR_MS = 3_600_000;
/** Refunds and payouts of the last hours are still on their way at the bank when the story ends. */
const PENDING_BEFORE_END_MS = 5 * HOUR_MS;

interface Step {
  readonly at: Date;
  readonly story: Story;
  /** Null for the booking itself. */
  readonly deed: StoryDeed | null;
}

/** Something that happens alone, with the emulator's clock at that very time. */
export interface Act {
  readonly at: Date;
  readonly does: () => Promise<void>;
}

export interface Living {
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly progress: (done: number, all: number) => void;
}

/** What was refused on the way, by code: a person would have read a sentence and chosen otherwise. */
export type Refusals = ReadonlyMap<string, number>;

/** Lives all stories in the order of their clock; one patient's steps never overtake each other. */
export async function liveStories(world: LiveWorld, stories: readonly Story[], { now, signal, progress }: Living, acts: readonly Act[] = []): Promise<Refusals> {
  const all = stories
    .flatMap((story): Step[] => [{ at: story.bookedAt, story, deed: null }, ...story.deeds.map((deed) => ({ at: deed.at, story, deed }))])
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  if (all.length === 0) return new Map();
  const lived = new Map<Story, LivedVisit>();
  const refusals = new Map<string, number>();
  let done = 0;
  const tick = (): void => progress((done += 1), all.length + acts.length);

  const take = async ({ story, deed }: Step): Promise<void> => {
    const outcome = deed === null ? await book(world, story, lived) : await follow(world, lived.get(story), deed);
    if (outcome !== 'done') refusals.set(outcome, (refusals.get(outcome) ?? 0) + 1);
    tick();
  };
  const byWindow = Map.groupBy(all, ({ at }) => windowAt(at).opensAt.getTime());
  const actsByWindow = Map.groupBy(acts.toSorted((a, b) => a.at.getTime() - b.at.getTime()), ({ at }) => windowAt(at).opensAt.getTime());
  const first = acts.reduce((earliest, { at }) => (at < earliest ? at : earliest), all[0]!.at);
  const windows = windowsBetween(first, now);
  const loads = planLoads(stories, windows);
  let pending = false;
  for (const window of windows) {
    if (signal.aborted) break;
    const steps = byWindow.get(window.opensAt.getTime()) ?? [];
    // Most nights are empty, and each step of the clock is a question to the emulator.
    if (steps.length > 0 || loads.has(window.opensAt.getTime())) await world.emulator.goTo(window.opensAt);
    await loadMoney(world, window.opensAt, loads);
    if (!pending && window.opensAt.getTime() > now.getTime() - PENDING_BEFORE_END_MS) {
      pending = true;
      await world.emulator.slowDown();
    }
    const patients = [...Map.groupBy(steps, ({ story }) => story.patientId).values()];
    await sideBySide(patients, async (own) => {
      for (const step of own) if (!signal.aborted) await take(step);
    });
    for (const act of actsByWindow.get(window.opensAt.getTime()) ?? []) {
      if (signal.aborted) break;
      await world.emulator.goTo(act.at);
      await act.does();
      tick();
    }
    await world.emulator.goTo(window.closesAt);
    await attendPayouts(world, window.closesAt, window.isNoon ? () => mendPayouts(world, window.closesAt) : undefined);
    await closeYesterday(world, window);
  }
  if (signal.aborted) return refusals;
  await lookBackAtPayouts(world, now);
  await lookBackAtRefunds(world, now);
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
