import { addDays, instantOf, localDateOf, localMinuteOf, MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { Catalogue, Offer } from './catalogue.ts';
import type { HistoryPatient } from './people.ts';
import { FATE_NAMES, PAYOUT_FATE_NAMES, planDeeds } from './plan-deeds.ts';
import { HISTORY_COUPONS, isNightMinute } from './prepare-catalogue.ts';
import type { Random } from './random.ts';
import type { SeatBook } from './seat-book.ts';
import type { Paying, Story, StoryLine } from './story.ts';

const ZONE = 'Asia/Kolkata';
/** Bookings are made between these minutes of the day. */
const FIRST_MINUTE = 390;
const LAST_MINUTE = 1_425;
/** The last story still has time to be paid late. */
const LAST_BOOKING_BEFORE_MINUTES = 45;
const DAYS_TRIED = 6;
const TRIES_PER_STORY = 12;

const SHAPES = { consultation: 38, lab: 8, two_labs: 8, with_lab: 16, golden: 14, with_follow_up: 6, big: 5, night: 5 } as const;
const PAYINGS: Readonly<Record<Paying, number>> = { at_once: 80, second_try: 4, failed_then_captured: 3, late_kept: 2.5, late_gone: 3, declined: 2.5, walked_away: 5 };

export interface StoryWorld {
  readonly catalogue: Catalogue;
  readonly patients: readonly HistoryPatient[];
  readonly seats: SeatBook;
  readonly since: Date;
  readonly now: Date;
}

/** `count` visits in the order they were booked; a late payer's rival counts as one. */
export function planStories(random: Random, world: StoryWorld, count: number): Story[] {
  const stories: Story[] = [];
  let visits = 0;
  for (const bookedAt of bookingTimes(random, world, count)) {
    if (visits >= count) break;
    const story = planStory(random, world, bookedAt, { told: stories.length, roomForRival: count - visits > 1 });
    if (!story) continue;
    stories.push(story);
    visits += story.rivalId === null ? 1 : 2;
  }
  return stories.sort((a, b) => a.bookedAt.getTime() - b.bookedAt.getTime());
}

/**
 * Evenly over the days, by daylight more than by night, and a fifth more than wanted, because some find no time. In no
 * order, so that whoever stops early leaves no days empty.
 */
function bookingTimes(random: Random, { since, now }: StoryWorld, count: number): Date[] {
  const last = now.getTime() - LAST_BOOKING_BEFORE_MINUTES * MINUTE_MS;
  const first = localDateOf(since, ZONE);
  const days = Math.floor((now.getTime() - since.getTime()) / 86_400_000);
  const times = Array.from({ length: count }, (_, index) => {
    const minute = FIRST_MINUTE + Math.floor(((random.next() + random.next()) / 2) * (LAST_MINUTE - FIRST_MINUTE));
    const at = instantOf(addDays(first, 1 + Math.floor((index * days) / count)), minute, ZONE).getTime() + random.between(0, 59_999);
    return new Date(at <= last ? at : last - random.between(0, 20 * 60) * MINUTE_MS);
  });
  const spare = Array.from({ length: Math.ceil(count / 5) }, () => new Date(since.getTime() + Math.floor(random.next() * (last - since.getTime()))));
  return [...random.shuffled(times), ...spare];
}

const PAYOUTS_TOLD_FIRST = 24;
const PAYING_NAMES = Object.keys(PAYINGS) as Paying[];

/** The first stories tell one of everything, so that a short month has it too, and of payouts a few; then chance decides. */
function planStory(random: Random, world: StoryWorld, bookedAt: Date, { told, roomForRival }: { readonly told: number; readonly roomForRival: boolean }): Story | null {
  const fate = FATE_NAMES[told - PAYING_NAMES.length];
  const payout = told < PAYOUTS_TOLD_FIRST ? PAYOUT_FATE_NAMES[told % PAYOUT_FATE_NAMES.length] : undefined;
  const wished = PAYING_NAMES[told] ?? (fate ? 'at_once' : random.weighted(PAYINGS));
  const paying = wished === 'late_gone' && !roomForRival ? 'at_once' : wished;
  for (let attempt = 0; attempt < TRIES_PER_STORY; attempt += 1) {
    const patient = random.pick(world.patients);
    const lines = findLines(random, world, { patient, bookedAt, single: paying === 'late_gone' });
    if (!lines) continue;
    const rivalId = paying === 'late_gone' ? findRival(random, world, patient.id, lines[0]!) : null;
    if (paying === 'late_gone' && rivalId === null) continue;
    for (const { offer, startsAt } of lines) {
      world.seats.take(offer, patient.id, startsAt);
      if (rivalId !== null) world.seats.take(offer, rivalId, startsAt);
    }
    const paid = paying !== 'declined' && paying !== 'walked_away' && paying !== 'late_gone';
    return {
      patientId: patient.id,
      rivalId,
      bookedAt,
      lines,
      coupon: random.chance(lines.length > 1 ? 0.6 : 0.25) ? random.pick(HISTORY_COUPONS) : null,
      paying,
      method: random.pick(['upi', 'upi', 'upi', 'card', 'netbanking']),
      deeds: paid ? planDeeds(random, { bookedAt, lines, now: world.now, payout }, fate) : [],
    };
  }
  return null;
}

/** Somebody else who is free at that time. */
function findRival(random: Random, { patients, seats }: StoryWorld, patientId: string, { offer, startsAt }: StoryLine): string | null {
  const { id } = random.pick(patients);
  return id !== patientId && seats.isIdle(id, offer, startsAt) ? id : null;
}

interface Search {
  readonly patient: HistoryPatient;
  readonly bookedAt: Date;
  readonly single: boolean;
}

function findLines(random: Random, { catalogue, seats }: StoryWorld, { patient, bookedAt, single }: Search): StoryLine[] | null {
  const shape = single ? 'consultation' : random.weighted(SHAPES);
  const near = catalogue.offers.filter((offer) => offer.citySlug === patient.citySlug);
  const lines: StoryLine[] = [];
  const taken = (startsAt: Date, endsAt: Date) => lines.some((line) => startsAt < new Date(line.endsAt.getTime() + 30 * MINUTE_MS) && line.startsAt < new Date(endsAt.getTime() + 30 * MINUTE_MS));
  const add = (offers: readonly Offer[], fromDay: number, wanted: (startsAt: Date) => boolean = () => true): boolean => {
    if (offers.length === 0) return false;
    const offer = random.pick(offers);
    const startDay = addDays(localDateOf(bookedAt, offer.zone), fromDay);
    for (let ahead = 0; ahead < DAYS_TRIED; ahead += 1) {
      const free = seats.freeTimes(offer, patient.id, addDays(startDay, ahead), bookedAt).filter((startsAt) => wanted(startsAt) && !taken(startsAt, endOf(offer, startsAt)));
      if (free.length === 0) continue;
      const startsAt = random.pick(free);
      lines.push({ offer, startsAt, endsAt: endOf(offer, startsAt) });
      return true;
    }
    return false;
  };
  const lead = random.pick([0, 0, 1, 1, 1, 2, 2, 3, 4, 6, 9]);
  const found = addShape(shape, { add, near, lead, lines });
  return found ? lines : null;
}

function endOf(offer: Offer, startsAt: Date): Date {
  return new Date(startsAt.getTime() + offer.durationMinutes * MINUTE_MS);
}

interface Choosing {
  readonly add: (offers: readonly Offer[], fromDay: number, wanted?: (startsAt: Date) => boolean) => boolean;
  readonly near: readonly Offer[];
  readonly lead: number;
  readonly lines: readonly StoryLine[];
}

function addShape(shape: keyof typeof SHAPES, { add, near, lead, lines }: Choosing): boolean {
  const consultations = near.filter((offer) => offer.kind === 'consultation');
  const labs = near.filter((offer) => offer.kind === 'lab_test');
  const followUp = (): boolean => {
    const consultation = lines.find((line) => line.offer.kind === 'consultation')!;
    const own = near.filter((offer) => offer.kind === 'follow_up' && offer.providerId === consultation.offer.providerId);
    return add(own, lead + 2, (startsAt) => startsAt > new Date(consultation.endsAt.getTime() + 86_400_000));
  };
  switch (shape) {
    case 'consultation':
      return add(consultations, lead);
    case 'lab':
      return add(labs, lead);
    case 'two_labs':
      return add(labs, lead) && add(labs, lead);
    case 'with_lab':
      return add(consultations, lead) && add(labs, lead);
    case 'golden':
      return add(consultations, lead) && add(labs, lead) && followUp();
    case 'with_follow_up':
      return add(consultations, lead) && followUp();
    case 'big':
      return add(consultations, lead) && add(labs, lead) && add(labs, lead) && add(consultations, lead + 1);
    case 'night':
      return add(labs, lead, (startsAt) => isNightMinute(localMinuteOf(startsAt, ZONE)));
  }
}
