import { GRANT_TICK, ticksCovered } from '#app/domain/calendar-tick.ts';
import { deleteExpiredClaims, findClaimsOn, insertClaims, keepClaims, releaseClaims } from '#db/claims.ts';
import type { Trx } from '#db/client.ts';
import type { CalendarClaimTable } from '#db/tables.ts';
import { isDuplicateKey } from '#db/transaction.ts';

/** One service's wish for time: the provider's ticks with buffer, the patient's without, and the grant it uses up. */
export interface TimeWish {
  readonly individualBookingId: string;
  readonly providerId: string;
  readonly patientId: string;
  readonly startsAt: Date;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  /** Seats the session has at each tick. */
  readonly capacity: number;
  /** The consultation whose one free follow-up this is; claimed like a seat, so that it cannot be used twice. */
  readonly grantOfBookingId: string | null;
}

export type ClaimLoss = 'provider_taken' | 'patient_busy' | 'grant_used';

export type ClaimResult = { readonly ok: true } | { readonly ok: false; readonly losses: ReadonlyMap<string, ClaimLoss> };

interface Need {
  readonly bookingId: string;
  readonly subjectId: string;
  readonly tick: number;
  readonly capacity: number;
  readonly loss: ClaimLoss;
  seat: number;
}

/** Each lost round means that somebody else took a seat, so rounds are bounded by capacity; beyond this it is a storm. */
const CLAIM_ROUNDS = 24;

function needsOf(wish: TimeWish): Need[] {
  const provider = ticksCovered(wish.startsAt, wish.durationMinutes + wish.bufferMinutes).map((tick) => ({
    bookingId: wish.individualBookingId,
    subjectId: wish.providerId,
    tick,
    capacity: wish.capacity,
    loss: 'provider_taken' as const,
    seat: wish.capacity === 1 ? 0 : Math.floor(Math.random() * wish.capacity),
  }));
  const own = { bookingId: wish.individualBookingId, capacity: 1, seat: 0 };
  const patient = ticksCovered(wish.startsAt, wish.durationMinutes).map((tick) => ({
    ...own, subjectId: wish.patientId, tick, loss: 'patient_busy' as const,
  }));
  const grant = wish.grantOfBookingId === null ? [] : [{ ...own, subjectId: wish.grantOfBookingId, tick: GRANT_TICK, loss: 'grant_used' as const }];
  return [...provider, ...patient, ...grant];
}

/**
 * Takes all the times or none. The insert goes first and unlooked: the key decides, and in the common case it is one
 * round trip. Only when it hits somebody are the ticks read: ended holds are swept away, other seats tried, and what
 * is really taken is reported per booking. Writes nothing but freed expired claims when it fails.
 *
 * @param expiresAt end of the hold (UTC), or null when the visit is paid.
 */
export async function claimTimes(trx: Trx, wishes: readonly TimeWish[], expiresAt: Date | null, now: Date): Promise<ClaimResult> {
  const needs = wishes.flatMap(needsOf);
  for (let round = 1; round <= CLAIM_ROUNDS; round += 1) {
    try {
      await insertClaims(trx, needs.map((need) => rowOf(need, expiresAt)));
      return { ok: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const losses = await makeRoom(trx, needs, now);
    if (losses.size > 0) return { ok: false, losses };
  }
  return { ok: false, losses: new Map(needs.map((need) => [need.bookingId, need.loss])) };
}

function rowOf(need: Need, expiresAt: Date | null): CalendarClaimTable {
  return { subject_id: need.subjectId, tick: need.tick, seat: need.seat, individual_booking_id: need.bookingId, expires_at: expiresAt };
}

/**
 * Makes held times permanent, or takes them again where somebody took them over. The claims themselves are counted: a
 * clock that runs late in one process must not confirm what another has already given away. False when a time is gone.
 */
export async function keepOrTakeTimes(trx: Trx, wishes: readonly TimeWish[], now: Date): Promise<boolean> {
  const ids = wishes.map((wish) => wish.individualBookingId);
  if ((await keepClaims(trx, ids)) === wishes.flatMap(needsOf).length) return true;
  await releaseClaims(trx, ids);
  return (await claimTimes(trx, wishes, null, now)).ok;
}

/** Sweeps ended holds out of the way and moves each need to a free seat; returns the bookings that have none. */
async function makeRoom(trx: Trx, needs: readonly Need[], now: Date): Promise<Map<string, ClaimLoss>> {
  const claims = await findClaimsOn(trx, needs);
  const expired = claims.filter((claim) => claim.expires_at !== null && claim.expires_at <= now);
  const live = claims.filter((claim) => claim.expires_at === null || claim.expires_at > now);
  const losses = new Map<string, ClaimLoss>();
  for (const need of needs) {
    const taken = new Set(live.filter((claim) => claim.subject_id === need.subjectId && claim.tick === need.tick).map((claim) => claim.seat));
    const free = Array.from({ length: need.capacity }, (_, seat) => seat).filter((seat) => !taken.has(seat));
    if (free.length === 0) losses.set(need.bookingId, losses.get(need.bookingId) ?? need.loss);
    else if (taken.has(need.seat)) need.seat = free[Math.floor(Math.random() * free.length)]!;
  }
  if (losses.size === 0) await deleteExpiredClaims(trx, expired, now);
  return losses;
}
