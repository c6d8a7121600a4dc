import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { freeTimesOn } from '#app/domain/availability.ts';
import { ticksCovered, tickOf } from '#app/domain/calendar-tick.ts';
import type { Database } from '#db/client.ts';
import type { Catalogue, Offer } from './catalogue.ts';

/** Coming days keep most of their times: whoever opens the demo wants to book something. */
const COMING_BOOKINGS_PER_DAY = 5;

/**
 * Which times are taken, in memory and ahead of the booking: a story told from a seed must not depend on which of two
 * visits reached the database first. The database still decides; here a cancelled time simply stays taken.
 */
export class SeatBook {
  readonly #catalogue: Catalogue;
  readonly #now: Date;
  readonly #taken = new Map<string, Map<number, number>>();
  readonly #perDay = new Map<string, number>();

  private constructor(catalogue: Catalogue, now: Date) {
    this.#catalogue = catalogue;
    this.#now = now;
  }

  /** With everything that is claimed already since `since`. `now` is when the story ends. */
  static async open(db: Database, catalogue: Catalogue, { since, now }: { readonly since: Date; readonly now: Date }): Promise<SeatBook> {
    const book = new SeatBook(catalogue, now);
    const claims = await db.selectFrom('calendar_claim').select(['subject_id', 'tick']).where('tick', '>=', tickOf(since)).execute();
    for (const { subject_id, tick } of claims) book.#add(subject_id, tick);
    return book;
  }

  /** Times on that date that the offer has free and at which the patient is nowhere else, as seen at `at`. */
  freeTimes(offer: Offer, patientId: string, date: LocalDate, at: Date): Date[] {
    const times = freeTimesOn({
      rules: this.#catalogue.rules.get(offer.providerId) ?? [],
      service: offer,
      window: offer.window,
      clinic: { id: offer.clinicId, zone: offer.zone },
      date,
      taken: this.#taken.get(offer.providerId) ?? new Map(),
      now: at,
    });
    return times
      .map(({ startsAt }) => startsAt)
      .filter((startsAt) => startsAt < this.#now || (this.#perDay.get(dayKey(offer, startsAt)) ?? 0) < COMING_BOOKINGS_PER_DAY)
      .filter((startsAt) => this.isIdle(patientId, offer, startsAt));
  }

  /** Whether the patient is nowhere else while that service lasts. */
  isIdle(patientId: string, offer: Offer, startsAt: Date): boolean {
    const busy = this.#taken.get(patientId);
    return !busy || ticksCovered(startsAt, offer.durationMinutes).every((tick) => !busy.has(tick));
  }

  take(offer: Offer, patientId: string, startsAt: Date): void {
    for (const tick of ticksCovered(startsAt, offer.durationMinutes + offer.bufferMinutes)) this.#add(offer.providerId, tick);
    for (const tick of ticksCovered(startsAt, offer.durationMinutes)) this.#add(patientId, tick);
    const day = dayKey(offer, startsAt);
    this.#perDay.set(day, (this.#perDay.get(day) ?? 0) + 1);
  }

  #add(subjectId: string, tick: number): void {
    const ticks = this.#taken.get(subjectId) ?? new Map<number, number>();
    ticks.set(tick, (ticks.get(tick) ?? 0) + 1);
    this.#taken.set(subjectId, ticks);
  }
}

function dayKey(offer: Offer, startsAt: Date): string {
  return `${offer.providerId} ${localDateOf(startsAt, offer.zone)}`;
}
