import { LOGINS } from '#db/demo-logins.ts';
import type { Living, Refusals } from './live-stories.ts';
import type { LiveWorld } from './live-world.ts';
import { openCheckUp } from './open-check-up.ts';
import type { StoryWorld } from './plan-stories.ts';
import { createRandom } from './random.ts';
import { earningsOfTheLogins } from './situations/earnings-of-the-logins.ts';
import { eventsOfTwoDays } from './situations/events-of-two-days.ts';
import { feeToldHigher } from './situations/fee-told-higher.ts';
import { overridesOfTwoAdmins } from './situations/overrides-of-two-admins.ts';
import { payoutsInTrouble } from './situations/payouts-in-trouble.ts';
import { refundsUnderWay } from './situations/refunds-under-way.ts';
import { Stage } from './stage.ts';
import type { PayoutFate, Story, StoryDeed } from './story.ts';
import { writeHistory } from './write-history.ts';

/** The month that a first `npm run demo` has behind it. */
export const LIVELY = { visits: 40, seed: 7 } as const;
const DAY_MS = 86_400_000;

const SITUATIONS = {
  'the events of two days': eventsOfTwoDays,
  'the earnings of those who can sign in': earningsOfTheLogins,
  'overrides of two admins': overridesOfTwoAdmins,
  'refunds under way': refundsUnderWay,
  'payouts in trouble': payoutsInTrouble,
  'a fee told higher': feeToldHigher,
} as const;

/** A small month and, on top of it, one of each thing that a visitor should find. `failed` says what could not be set. */
export async function writeLivelyWorld(world: LiveWorld, living: Living): Promise<{ readonly refusals: Refusals; readonly failed: readonly string[] }> {
  await openCheckUp(world, new Date(living.now.getTime() - 20 * DAY_MS));
  const { id: meeraId } = await world.db.selectFrom('account').select('id').where('email', '=', LOGINS.meera.email).executeTakeFirstOrThrow();
  let stage: Stage | undefined;
  const direct = (place: StoryWorld, told: readonly Story[]) => {
    const stories = told.map((story) => sparingTheLogins(tidied(story, place.now)));
    stage = new Stage(world, { place, meeraId, random: createRandom(LIVELY.seed + 1), doctors: untroubledDoctors(place, stories) });
    for (const [name, situation] of Object.entries(SITUATIONS)) {
      stage.begin(name);
      situation(stage);
    }
    return { stories, acts: stage.acts };
  };
  try {
    const refusals = await writeHistory(world, { ...LIVELY, ...living, direct });
    return { refusals, failed: stage?.failed ?? [] };
  } finally {
    await stage?.end();
  }
}

const OF_THE_LOGINS = new Set(['dr-ananya-rao', 'dr-vikram-iyer', 'dr-mohit-singhvi', 'pulse-diagnostics']);
/** After which nothing more is paid to the account. */
const DENYING: ReadonlySet<PayoutFate> = new Set(['account_closed', 'comes_back_dormant']);
/** Whose bank has a will of its own, or who is not verified (db/seed/payees.ts). */
const PECULIAR = new Set(['dr-manjunath-gowda', 'dr-aparna-joshi', 'dr-ritu-mehta', 'dr-farhan-siddiqui']);

/** What waits for a person should be of today: a refund that failed earlier in the month was paid by transfer the next day. */
function tidied(story: Story, now: Date): Story {
  const failed = story.deeds.find((deed) => deed.kind === 'goodwill' && deed.exactPaise !== null);
  if (!failed || story.deeds.some(({ kind }) => kind === 'pay_by_transfer')) return story;
  const paid: StoryDeed = { kind: 'pay_by_transfer', at: new Date(failed.at.getTime() + DAY_MS) };
  return { ...story, deeds: paid.at < now ? [...story.deeds, paid] : story.deeds.filter((deed) => deed !== failed) };
}

/** Who signs in as one of them should not find that their account was closed by chance. */
function sparingTheLogins(story: Story): Story {
  const spare = (deed: StoryDeed): StoryDeed => (deed.kind === 'given' && DENYING.has(deed.payout) && isOfALogin(story, deed.line) ? { ...deed, payout: 'arrives' } : deed);
  return { ...story, deeds: story.deeds.map(spare) };
}

function isOfALogin({ lines }: Story, line: number): boolean {
  return OF_THE_LOGINS.has(lines[line]!.offer.providerSlug);
}

/** Chance must not close an account that a situation pays to. */
function untroubledDoctors({ catalogue }: StoryWorld, stories: readonly Story[]): string[] {
  const denied = new Set(stories.flatMap(({ deeds }) => deeds.flatMap((deed) => (deed.kind === 'given' && DENYING.has(deed.payout) ? [deed.providerId] : []))));
  const doctors = catalogue.offers.filter(({ kind, providerId, providerSlug }) => kind === 'consultation' && !denied.has(providerId) && !OF_THE_LOGINS.has(providerSlug) && !PECULIAR.has(providerSlug));
  return [...new Set(doctors.map(({ providerSlug }) => providerSlug))];
}
