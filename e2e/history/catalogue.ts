import type { ServiceKind } from '#app/domain/booking.ts';
import { parsePolicy, type CancellationPolicy } from '#app/domain/cancellation-policy.ts';
import type { ScheduleRule } from '#app/domain/availability.ts';
import type { Database } from '#db/client.ts';
import { findRules } from '#db/schedules.ts';

/** One service of one provider at one of its clinics, as a patient would choose it. Prices in paise. */
export interface Offer {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly kind: ServiceKind;
  readonly providerId: string;
  readonly providerSlug: string;
  /** The provider's own account. */
  readonly loginId: string;
  readonly clinicId: string;
  readonly citySlug: string;
  readonly zone: string;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  readonly listPricePaise: number;
  readonly followUpDays: number;
  readonly policy: CancellationPolicy;
  readonly window: { readonly minNoticeMinutes: number; readonly horizonDays: number };
}

export interface Catalogue {
  readonly offers: readonly Offer[];
  readonly rules: ReadonlyMap<string, readonly ScheduleRule[]>;
  readonly citySlugs: readonly string[];
}

/** Everything for sale, in an order that does not depend on random ids. */
export async function readCatalogue(db: Database, logins: ReadonlyMap<string, string>): Promise<Catalogue> {
  const rows = await db
    .selectFrom('service')
    .innerJoin('provider', 'provider.id', 'service.provider_id')
    .innerJoin('provider_clinic as at', 'at.provider_id', 'provider.id')
    .innerJoin('clinic', 'clinic.id', 'at.clinic_id')
    .innerJoin('city', 'city.id', 'clinic.city_id')
    .innerJoin('cancellation_policy as policy', 'policy.id', 'service.policy_id')
    .select([
      'service.id', 'service.name', 'service.kind', 'provider.slug', 'service.list_price_paise', 'service.duration_minutes', 'service.buffer_minutes', 'provider.id as provider_id',
      'provider.min_notice_minutes', 'provider.horizon_days', 'provider.follow_up_days', 'clinic.id as clinic_id', 'clinic.zone', 'city.slug as city_slug', 'policy.body',
    ])
    .where('service.active', '=', 1)
    .where('provider.active', '=', 1)
    .orderBy('provider.slug')
    .orderBy('service.kind')
    .orderBy('service.name')
    .orderBy('clinic.slug')
    .execute();
  const offers = rows.map((row): Offer => ({
    serviceId: row.id,
    serviceName: row.name,
    kind: row.kind,
    providerId: row.provider_id,
    providerSlug: row.slug,
    loginId: logins.get(row.provider_id)!,
    clinicId: row.clinic_id,
    citySlug: row.city_slug,
    zone: row.zone,
    durationMinutes: row.duration_minutes,
    bufferMinutes: row.buffer_minutes,
    listPricePaise: row.list_price_paise,
    followUpDays: row.follow_up_days,
    policy: parsePolicy(row.body),
    window: { minNoticeMinutes: row.min_notice_minutes, horizonDays: row.horizon_days },
  }));
  const rules = await findRules(db, [...new Set(offers.map((offer) => offer.providerId))]);
  return { offers, rules, citySlugs: [...new Set(offers.map((offer) => offer.citySlug))].sort() };
}
