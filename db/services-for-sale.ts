import type { Database } from './client.ts';

export type ServiceForSale = NonNullable<Awaited<ReturnType<typeof findServiceForSale>>>;

/** An active service of an active provider, at a clinic where the provider works. */
export async function findServiceForSale(db: Database, wanted: { readonly serviceId: string; readonly clinicId: string }) {
  return db
    .selectFrom('service')
    .innerJoin('provider', 'provider.id', 'service.provider_id')
    .innerJoin('provider_clinic as at', 'at.provider_id', 'provider.id')
    .innerJoin('clinic', 'clinic.id', 'at.clinic_id')
    .select([
      'service.id', 'service.kind', 'service.name', 'service.duration_minutes', 'service.buffer_minutes', 'service.list_price_paise',
      'provider.id as provider_id', 'provider.name as provider_name', 'provider.slug as provider_slug', 'provider.min_notice_minutes', 'provider.horizon_days',
      'clinic.zone', 'clinic.name as clinic_name',
    ])
    .where('service.id', '=', wanted.serviceId)
    .where('service.active', '=', 1)
    .where('provider.active', '=', 1)
    .where('clinic.id', '=', wanted.clinicId)
    .executeTakeFirst();
}
