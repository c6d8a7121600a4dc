import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { HOLD_MINUTES } from '#app/domain/booking-bounds.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { bookingsOutside } from '#app/domain/schedule-cover.ts';
import { releaseClaims } from '#db/claims.ts';
import type { Database, Trx } from '#db/client.ts';
import { findRules } from '#db/schedules.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { getParts, lockVisit } from '#db/visits-for-update.ts';
import { claimTimes } from './claim-times.server.ts';
import { endHold } from './end-hold.server.ts';
import { wishesOfParts } from './settle-payment.server.ts';

export type RenewRefusal = Refusal<'times_gone' | 'not_pending'>;

/**
 * Holds the same times again after the hold ended, if they are still free. When one is gone the unpaid visit is given
 * up and its basket is the patient's again, with the lost line marked there. The order stays the same: Razorpay lets
 * one order be tried any number of times.
 */
export async function renewHold(
  db: Database,
  input: { readonly masterBookingId: string; readonly patientId: string; readonly now: Date },
): Promise<Outcome<{ readonly holdExpiresAt: Date }, RenewRefusal>> {
  const { masterBookingId, patientId, now } = input;
  const lost: { serviceId: string; startsAt: Date }[] = [];
  const outcome = await tryInTransaction<{ holdExpiresAt: Date }, RenewRefusal>(db, async (trx) => {
    const master = await lockVisit(trx, masterBookingId);
    if (master.status !== 'pending_payment' || master.patient_id !== patientId) {
      return refused({ code: 'not_pending', message: 'This visit is not waiting for payment any more.' });
    }
    if (master.hold_expires_at > now) return accepted({ holdExpiresAt: master.hold_expires_at });
    const parts = await getParts(trx, masterBookingId);
    const holdExpiresAt = new Date(now.getTime() + HOLD_MINUTES * MINUTE_MS);
    await releaseClaims(trx, parts.map((part) => part.id));
    const closed = await findClosedParts(trx, parts, now);
    const claimed = closed.length === 0 ? await claimTimes(trx, wishesOfParts(parts, patientId), holdExpiresAt, now) : null;
    if (!claimed?.ok) {
      const gone = claimed ? parts.filter((part) => claimed.losses.has(part.id)) : closed;
      lost.push(...gone.map((part) => ({ serviceId: part.service_id, startsAt: part.starts_at })));
      return refused({ code: 'times_gone', message: 'A time of your visit was taken after your hold ended. Nothing was charged; the rest of your visit is kept. Choose another time for the marked service.' });
    }
    await trx.updateTable('master_booking').set({ hold_expires_at: holdExpiresAt }).where('id', '=', masterBookingId).execute();
    await trx.updateTable('coupon_redemption').set({ expires_at: holdExpiresAt }).where('master_booking_id', '=', masterBookingId).execute();
    return accepted({ holdExpiresAt });
  });
  if (!outcome.ok && outcome.refusal.code === 'times_gone') await returnToBasket(db, input, lost);
  return outcome;
}

type Part = Awaited<ReturnType<typeof getParts>>[number];

/** What is not to be had any more although nobody took it: it has begun, or its provider has closed that time since. */
async function findClosedParts(trx: Trx, parts: readonly Part[], now: Date): Promise<Part[]> {
  const rules = await findRules(trx, [...new Set(parts.map((part) => part.provider_id))]);
  return parts.filter((part) => {
    const booking = { id: part.id, clinicId: part.clinic_id, zone: part.zone, startsAt: part.starts_at, durationMinutes: part.duration_minutes, bufferMinutes: part.buffer_minutes, bookedAt: part.created_at };
    return part.starts_at <= now || bookingsOutside(rules.get(part.provider_id) ?? [], [booking]).length > 0;
  });
}

async function returnToBasket(
  db: Database,
  { masterBookingId, patientId, now }: { readonly masterBookingId: string; readonly patientId: string; readonly now: Date },
  lost: readonly { readonly serviceId: string; readonly startsAt: Date }[],
): Promise<void> {
  const basket = await db.selectFrom('basket').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirst();
  await endHold(db, { masterBookingId, actor: { kind: 'patient', id: patientId }, now });
  if (!basket) return;
  for (const line of lost) {
    await db
      .updateTable('basket_line')
      .set({ lost_at: now })
      .where('basket_id', '=', basket.id)
      .where('service_id', '=', line.serviceId)
      .where('starts_at', '=', line.startsAt)
      .execute();
  }
}
