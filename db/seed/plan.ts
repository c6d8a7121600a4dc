import type { ProviderTable } from '../tables.ts';
import type { ClinicKey } from './places.ts';
import type { PolicyKey } from './policies.ts';
import type { SpecialisationKey } from './specialisations.ts';

/** How the seeded world is written down; `seed-*.ts` turn it into rows. Amounts in paise, shares in basis points. */

export interface WeeklyHours {
  readonly clinic: ClinicKey;
  /** `Mon Wed Fri` */
  readonly days: string;
  /** Clinic wall clock, `09:30`; every minute is a multiple of 5, the tick of a claim. */
  readonly from: string;
  readonly to: string;
  /** Patients at the same minute; 1 when absent. */
  readonly capacity?: number;
}

interface ProviderPlan {
  readonly name: string;
  readonly registration: string;
  readonly languages: string;
  readonly years: number;
  readonly about: string;
  readonly minNoticeMinutes: number;
  readonly horizonDays: number;
  readonly keptFeeProviderBps?: number;
  readonly onboarding?: ProviderTable['onboarding_status'];
  readonly hours: readonly WeeklyHours[];
}

export interface DoctorPlan extends ProviderPlan {
  readonly specialisation: SpecialisationKey;
  readonly qualification: string;
  readonly policy: PolicyKey;
  readonly consultation: { readonly paise: number; readonly minutes: number; readonly commissionBps: number };
  /** `bps` is the share of `paise` that a patient pays within `days` of the consultation. */
  readonly followUp: {
    readonly paise: number;
    readonly minutes: number;
    readonly commissionBps: number;
    readonly days: number;
    readonly bps: number;
  };
}

export interface LabPlan extends ProviderPlan {
  readonly accreditation: string;
  readonly commissionBps: number;
  /** Own price of each test on offer, by the test's key. */
  readonly paise: Readonly<Record<string, number>>;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Mon Wed` → [1, 3]; 0 is Sunday. */
export function weekdaysOf(days: string): number[] {
  return days.split(' ').map((day) => {
    const weekday = WEEKDAYS.indexOf(day);
    if (weekday < 0) throw new RangeError(`not a weekday: ${day}`);
    return weekday;
  });
}

/** `09:30` → 570 minutes since midnight. */
export function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours! * 60 + minutes!;
}

export function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}

/** `Object.keys` that keeps the names of a written-down table. */
export function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(table) as K[];
}
