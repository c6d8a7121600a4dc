import type { ServiceTable } from '../tables.ts';
import type { LoginKey } from '../demo-logins.ts';
import type { CouponCode } from './coupons.ts';
import type { DoctorKey } from './doctors.ts';
import type { LabKey, LabOffer } from './labs.ts';
import type { LabTestKey } from './lab-tests.ts';
import type { PatientKey } from './patients.ts';
import type { CityKey, ClinicKey } from './places.ts';
import type { PolicyKey } from './policies.ts';
import type { SpecialisationKey } from './specialisations.ts';

export interface Seeded {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export type SeededService = ServiceTable;

/** What past bookings copy from a provider; the rest is in the database. */
interface SeededProvider extends Seeded {
  /** In the order of the weekly hours. */
  readonly clinicIds: readonly string[];
  readonly commissionBps: Readonly<Record<ServiceTable['kind'], number>>;
  readonly keptFeeProviderBps: number;
  readonly followUpDays: number;
  readonly followUpPriceBps: number;
}

export interface SeededDoctor extends SeededProvider {
  readonly consultation: SeededService;
  readonly followUp: SeededService;
}

export interface SeededLab<T extends string = string> extends SeededProvider {
  readonly tests: Readonly<Record<T, SeededService>>;
}

export interface SeededAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The rows of the seeded world by name, so that a test reads `world.doctors.rao.consultation.id`. */
export interface SeededWorld {
  readonly cities: Readonly<Record<CityKey, Seeded>>;
  readonly clinics: Readonly<Record<ClinicKey, Seeded & { readonly zone: string }>>;
  readonly specialisations: Readonly<Record<SpecialisationKey, Seeded>>;
  readonly labTests: Readonly<Record<LabTestKey, Seeded>>;
  readonly policies: Readonly<Record<PolicyKey, { readonly id: string; readonly body: string }>>;
  readonly coupons: Readonly<Record<CouponCode, { readonly id: string; readonly code: CouponCode }>>;
  readonly doctors: Readonly<Record<DoctorKey, SeededDoctor>>;
  readonly labs: { readonly [K in LabKey]: SeededLab<LabOffer<K>> };
  readonly patients: Readonly<Record<PatientKey, SeededAccount>>;
  /** The accounts of db/demo-logins.ts; meera and arjun are the patients of the same name. */
  readonly logins: Readonly<Record<LoginKey, SeededAccount>>;
}

/** The same keys with other values. */
export function mapKeys<K extends string, V, W>(table: Readonly<Record<K, V>>, make: (value: V, key: K) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(table).map(([key, value]) => [key, make(value, key as K)])) as Record<K, W>;
}
