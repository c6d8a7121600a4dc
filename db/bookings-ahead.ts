import type { Database } from './client.ts';

interface Ahead {
  readonly now: Date;
  readonly serviceId?: string;
  /** Of services that are sold under these policies now. */
  readonly policyIds?: readonly string[];
  readonly providerId?: string;
  readonly clinicId?: string;
}

/** Bookings that are to come, paid or being paid; found by the (status, starts_at) key. */
export async function countBookingsAhead(db: Database, { now, serviceId, policyIds, providerId, clinicId }: Ahead): Promise<number> {
  const row = await db
    .selectFrom('individual_booking as part')
    .innerJoin('service', 'service.id', 'part.service_id')
    .select(({ fn }) => fn.countAll<number>().as('bookings'))
    .where('part.status', 'in', ['scheduled', 'confirmed'])
    .where('part.starts_at', '>', now)
    .$if(serviceId !== undefined, (parts) => parts.where('part.service_id', '=', serviceId!))
    .$if(policyIds !== undefined, (parts) => parts.where('service.policy_id', 'in', [...policyIds!]))
    .$if(providerId !== undefined, (parts) => parts.where('part.provider_id', '=', providerId!))
    .$if(clinicId !== undefined, (parts) => parts.where('part.clinic_id', '=', clinicId!))
    .executeTakeFirstOrThrow();
  return Number(row.bookings);
}
