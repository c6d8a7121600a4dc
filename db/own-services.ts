import type { Database, Trx } from './client.ts';

export type OwnService = Awaited<ReturnType<typeof listOwnServices>>[number];

/** What the provider sells, with the time it takes; consultations before follow-ups, tests by name. */
export async function listOwnServices(db: Database, providerId: string) {
  return ownServices(db, providerId).orderBy('kind').orderBy('name').execute();
}

/** Nothing for an unknown id, for another provider's service and for one that is not sold any more. */
export async function findOwnService(db: Database, own: { readonly providerId: string; readonly id: string }) {
  return ownServices(db, own.providerId).where('id', '=', own.id).executeTakeFirst();
}

function ownServices(db: Database, providerId: string) {
  return db
    .selectFrom('service')
    .select(['id', 'kind', 'name', 'duration_minutes as durationMinutes', 'buffer_minutes as bufferMinutes'])
    .where('provider_id', '=', providerId)
    .where('active', '=', 1);
}

export async function setServiceMinutes(trx: Trx, own: { readonly providerId: string; readonly id: string; readonly durationMinutes: number; readonly bufferMinutes: number }): Promise<void> {
  await trx
    .updateTable('service')
    .set({ duration_minutes: own.durationMinutes, buffer_minutes: own.bufferMinutes })
    .where('id', '=', own.id)
    .where('provider_id', '=', own.providerId)
    .execute();
}
