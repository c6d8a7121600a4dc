import type { Trx } from './client.ts';

/** Locks the visit. Every use-case that changes one comes through here first, so that two never cross. */
export async function lockVisit(trx: Trx, masterBookingId: string) {
  return trx.selectFrom('master_booking').selectAll().where('id', '=', masterBookingId).forUpdate().executeTakeFirstOrThrow();
}

/** The parts in basket order; read after {@link lockVisit}. */
export async function getParts(trx: Trx, masterBookingId: string) {
  return trx.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', masterBookingId).orderBy('position').execute();
}
