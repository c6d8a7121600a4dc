import { tickOf } from '#app/domain/calendar-tick.ts';
import type { Trx } from './client.ts';
import { isDuplicateKey } from './transaction.ts';

/**
 * Moves claims down from seats that no longer exist, where a lower one is free. A claim tries the seats of its session
 * only: a taken seat above them would not be seen, and one more than there are chairs could be sold.
 */
export async function lowerSeats(trx: Trx, { providerId, seats, now }: { readonly providerId: string; readonly seats: number; readonly now: Date }): Promise<void> {
  const high = await trx
    .selectFrom('calendar_claim')
    .select(['tick', 'seat'])
    .where('subject_id', '=', providerId)
    .where('tick', '>=', tickOf(now))
    .where('seat', '>=', seats)
    .orderBy('tick')
    .orderBy('seat')
    .execute();
  for (const claim of high) await moveDown(trx, providerId, claim, seats);
}

/** The key says which seats are free; where none is, the claim stays where it is: the booking stands. */
async function moveDown(trx: Trx, providerId: string, { tick, seat }: { readonly tick: number; readonly seat: number }, seats: number): Promise<void> {
  for (let lower = 0; lower < seats; lower += 1) {
    try {
      await trx.updateTable('calendar_claim').set({ seat: lower }).where('subject_id', '=', providerId).where('tick', '=', tick).where('seat', '=', seat).execute();
      return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
