import { DAY_MINUTES, addDays, localDateOf, MINUTE_MS, minutesAfter } from '#app/domain/appointment-time.ts';
import type { ServiceKind } from '#app/domain/booking.ts';
import type { Database } from '#db/client.ts';
import { answerOutbox } from './answered-outbox.ts';
import { bookVisit, type LivedVisit } from './book-visit.ts';
import type { Offer } from './catalogue.ts';
import { doDeed } from './do-deed.ts';
import type { Act } from './live-stories.ts';
import type { LiveWorld } from './live-world.ts';
import type { StoryWorld } from './plan-stories.ts';
import type { Random } from './random.ts';
import type { Deed, StoryLine } from './story.ts';

const DAYS_SEARCHED = 14;
const GIVEN_AFTER_MINUTES = 20;
/** Whoever opens the demo finds the letters of the last hours in the mailbox, not those of a month. */
const LETTERS_HOURS = 8;

/** A visit of a situation; lived once its hour has come. */
export interface Planned {
  readonly lines: readonly StoryLine[];
  readonly patientId: string;
  lived: LivedVisit | null;
}

export interface StageWish {
  readonly place: StoryWorld;
  readonly random: Random;
  readonly meeraId: string;
  /** Doctors whom nothing else makes trouble for, each for one situation. */
  readonly doctors: readonly string[];
}

/**
 * Where a situation is set: it looks for times that are free whatever day it is, and says what happens when. An act that
 * fails ends its situation and no other, and is named in `failed`.
 */
export class Stage {
  readonly world: LiveWorld;
  readonly now: Date;
  readonly acts: Act[] = [];
  readonly failed: string[] = [];
  readonly meeraId: string;
  /** Razorpay's ids of what it does not answer about. */
  readonly silent = new Set<string>();
  readonly #endings: (() => Promise<void>)[] = [];
  readonly #wish: StageWish;
  readonly #doctors: Iterator<string>;
  readonly #cast = new Set<string>();
  #situation = '';

  constructor(world: LiveWorld, wish: StageWish) {
    const lettersSince = minutesAfter(wish.place.now, -LETTERS_HOURS * 60);
    this.world = { ...world, db: world.today.withPlugin(answerOutbox({ lettersSince })) as Database };
    this.now = wish.place.now;
    this.meeraId = wish.meeraId;
    this.#wish = wish;
    this.#doctors = wish.doctors.values();
  }

  /** What is planned from here on belongs to the situation of that name. */
  begin(situation: string): void {
    this.#situation = situation;
  }

  /** So many minutes before the story ends. */
  ago(minutes: number): Date {
    return minutesAfter(this.now, -minutes);
  }

  at(at: Date, does: () => Promise<unknown>): void {
    const situation = this.#situation;
    this.acts.push({
      at,
      does: async () => {
        if (this.failed.some((line) => line.startsWith(`${situation}:`))) return;
        try {
          await does();
        } catch (error) {
          this.failed.push(`${situation}: ${error instanceof Error ? error.message : String(error)}`);
        }
      },
    });
  }

  /** However it ends, also early. */
  atTheEnd(does: () => Promise<void>): void {
    this.#endings.push(does);
  }

  async end(): Promise<void> {
    for (const does of this.#endings) await does();
  }

  /** A doctor of whom no other situation speaks. */
  nextDoctor(): string {
    const { value, done } = this.#doctors.next();
    if (done) throw new Error('there are more situations than doctors');
    return value as string;
  }

  offer(providerSlug: string, kind: ServiceKind = 'consultation', name?: string): Offer {
    const found = this.#wish.place.catalogue.offers.find((offer) => offer.providerSlug === providerSlug && offer.kind === kind && (name === undefined || offer.serviceName === name));
    if (!found) throw new Error(`${providerSlug} has no ${name ?? kind}`);
    return found;
  }

  /** Somebody of that city who is in no other situation. */
  patientNear(offer: Offer): string {
    const free = this.#wish.place.patients.filter(({ id, citySlug }) => citySlug === offer.citySlug && !this.#cast.has(id));
    const { id } = this.#wish.random.pick(free);
    this.#cast.add(id);
    return id;
  }

  /** The last free time that is over `before` then; Sundays and closed evenings are passed over. */
  past(offer: Offer, patientId: string, before: Date): StoryLine {
    return this.#find(offer, patientId, { from: before, step: -1, pick: (times) => times.findLast(({ endsAt }) => endsAt <= before) });
  }

  /** The first free time `after` then. */
  coming(offer: Offer, patientId: string, after: Date): StoryLine {
    return this.#find(offer, patientId, { from: after, step: 1, pick: (times) => times.find(({ startsAt }) => startsAt >= after) });
  }

  #find(offer: Offer, patientId: string, { from, step, pick }: { readonly from: Date; readonly step: 1 | -1; readonly pick: (times: StoryLine[]) => StoryLine | undefined }): StoryLine {
    const { seats, catalogue } = this.#wish.place;
    const anywhere = catalogue.offers.filter(({ serviceId }) => serviceId === offer.serviceId);
    for (let days = 0; days <= DAYS_SEARCHED; days += 1) {
      const date = addDays(localDateOf(from, offer.zone), step * days);
      // As it was seen two days before: a time that is over is free to nobody any more.
      const seen = minutesAfter(step === 1 ? this.now : from, step === 1 ? 0 : -(days + 2) * DAY_MINUTES);
      const times = anywhere.flatMap((at) => seats.freeTimes(at, patientId, date, seen).map((startsAt): StoryLine => ({ offer: at, startsAt, endsAt: new Date(startsAt.getTime() + at.durationMinutes * MINUTE_MS) })));
      const found = pick(times.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()));
      if (!found) continue;
      seats.take(found.offer, patientId, found.startsAt);
      return found;
    }
    throw new Error(`${offer.providerSlug} has no free time within ${DAYS_SEARCHED} days`);
  }

  /** Books and pays for these then. */
  book(patientId: string, lines: readonly StoryLine[], bookedAt: Date, coupon: string | null = null): Planned {
    const planned: Planned = { lines, patientId, lived: null };
    this.at(bookedAt, async () => {
      const booked = await bookVisit(this.world, { patientId, rivalId: null, bookedAt, lines, coupon, paying: 'at_once', method: 'upi', deeds: [] });
      if (booked.kind !== 'paid') throw new Error(`the visit was ${booked.kind === 'refused' ? booked.code : booked.kind}`);
      planned.lived = booked.visit;
    });
    return planned;
  }

  /** Lets something happen to a visit then. */
  deed(visit: Planned, at: Date, deed: Deed): void {
    this.at(at, async () => {
      const outcome = await doDeed(this.world, visit.lived!, { ...deed, at });
      if (outcome !== 'done') throw new Error(`${deed.kind} was ${outcome}`);
    });
  }

  /** The service was given and paid for by then; booked a day or so before it. */
  given(offer: Offer, patientId: string, by: Date): Planned {
    const line = this.past(offer, patientId, minutesAfter(by, -GIVEN_AFTER_MINUTES));
    const at = minutesAfter(line.endsAt, GIVEN_AFTER_MINUTES);
    const visit = this.book(patientId, [line], minutesAfter(line.startsAt, -this.#wish.random.between(20 * 60, 40 * 60)));
    if (offer.kind === 'lab_test') this.deed(visit, minutesAfter(line.startsAt, 3), { kind: 'sample_collected', line: 0, providerId: offer.providerId, loginId: offer.loginId });
    this.deed(visit, at, { kind: 'given', line: 0, providerId: offer.providerId, loginId: offer.loginId, missed: false, payout: 'arrives', backAfterHours: 0 });
    return visit;
  }
}
