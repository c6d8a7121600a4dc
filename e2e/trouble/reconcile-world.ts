import { addDays, DAY_MINUTES, localDateOf, minutesAfter, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { reconcileDay, type DayClosed } from '#app/use-cases/reconcile-day.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import { sweepPayouts } from '#app/use-cases/sweep-payouts.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import { knowPayees } from './know-payees.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';
import { complete } from './payout-world.ts';

/** Noon in India on a Monday: far from every midnight. */
export const FIRST_DAY = new Date('2026-11-02T06:30:00Z');
const SECOND_DAY = minutesAfter(FIRST_DAY, DAY_MINUTES);
const LOADED_PAISE = 100_000_000;
export const DAYS = 14;

/** Two weeks that are over: visits paid, some refunded, services given and paid out, everything settled. */
export async function livedFortnight(visits: number, refunds: number): Promise<TroubleWorld> {
  const world = await openWorld(FIRST_DAY);
  await goTo(world, FIRST_DAY);
  await knowPayees(world);
  await world.emulator.admin.loadBalance(LOADED_PAISE);
  const { rao, iyer } = world.seeded.doctors;
  const wishes = (await Promise.all([rao, iyer].map(async (doctor) => (await world.freeTimes(doctor.consultation, doctor.clinicIds[0]!, 6)).map((startsAt) => ({ service: doctor.consultation, clinicId: doctor.clinicIds[0]!, startsAt })))))
    .flat()
    .slice(0, visits);
  const booked: { masterBookingId: string; startsAt: Date; providerId: string }[] = [];
  for (const [index, wish] of wishes.entries()) {
    // Two days of buying, so that there are two settlements.
    const at = index < visits / 2 ? FIRST_DAY : SECOND_DAY;
    if (index === Math.ceil(visits / 2)) await goTo(world, SECOND_DAY);
    const { masterBookingId } = await world.paid(await world.patient(), [wish], undefined, at);
    booked.push({ masterBookingId, startsAt: wish.startsAt, providerId: wish.service.provider_id });
  }
  if (booked.length < visits) throw new Error(`only ${booked.length} times are free`);
  for (const { masterBookingId } of booked.slice(-refunds)) await refundSome(world, masterBookingId);
  for (const [day, given] of Map.groupBy(booked, ({ startsAt }) => localDateOf(startsAt, BOOKS_ZONE))) {
    const noon = new Date(`${day}T12:30:00Z`);
    await goTo(world, noon);
    for (const { masterBookingId, providerId } of given) {
      const { id } = await world.db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
      await complete(world, id, providerId, noon);
    }
    await sweepPayouts(world, () => noon);
    await goTo(world, minutesAfter(noon, 40));
    await sweepPayouts(world, () => minutesAfter(noon, 40));
  }
  await goTo(world, minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES));
  return world;
}

export async function goTo(world: TroubleWorld, at: Date): Promise<void> {
  await world.emulator.admin.setClock({ set: Math.floor(at.getTime() / 1_000) });
}

async function refundSome(world: TroubleWorld, masterBookingId: string): Promise<void> {
  const [part] = await getCancellableParts(world.db, masterBookingId);
  const wish = { masterBookingId, partId: part!.id, amountPaise: 5_000, expectedRemainderPaise: effectivePaidPaise(part!) - part!.refundedPaise, reason: 'complaint' as const, note: 'as asked', alsoCancel: false };
  const done = await overrideRefund(world.db, { adminId: world.seeded.logins.kavita.id, wish, now: SECOND_DAY });
  if (!done.ok) throw new Error(done.refusal.message);
  const { id } = await world.db.selectFrom('refund').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  await sendRefund(world, { refundId: id, now: minutesAfter(SECOND_DAY, 1) });
}

/** Closes every day of the fortnight, as `npm run reconcile -- --all` would. */
export async function closeAll(world: TroubleWorld, days = DAYS): Promise<DayClosed[]> {
  const closed: DayClosed[] = [];
  const first = localDateOf(FIRST_DAY, BOOKS_ZONE);
  for (let day: LocalDate = first; day < addDays(first, days); day = addDays(day, 1)) {
    closed.push(await reconcileDay(world, { day, now: minutesAfter(FIRST_DAY, days * DAY_MINUTES) }));
  }
  return closed;
}

export const openDiscrepancies = (world: TroubleWorld) => world.db.selectFrom('discrepancy').selectAll().where('resolved_at', 'is', null).orderBy('kind').orderBy('subject_id').execute();
