import type { LocalDate } from '#app/domain/appointment-time.ts';
import type { ServiceKind } from '#app/domain/booking.ts';

/** What a provider's page shows, as JSON: instants are ISO strings, money is paise. */
export interface ProviderFacts {
  readonly slug: string;
  readonly name: string;
  readonly kind: 'doctor' | 'lab';
  readonly field: string;
  readonly qualification: string;
  readonly registrationNumber: string;
  readonly languages: string;
  readonly experienceYears: number;
  readonly about: string;
}

export interface ServiceChoice {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly name: string;
  readonly pricePaise: number;
  readonly minutes: number;
  /** The cancellation policy as a sentence. */
  readonly policy: string;
  /** How a follow-up gets its lower price. */
  readonly follows: string | null;
  readonly alsoKnownAs: string | null;
  readonly preparation: string | null;
  readonly href: string;
}

export interface ClinicChoice {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly locality: string;
  readonly city: string;
  readonly pinCode: string;
  readonly phone: string;
  readonly zone: string;
  readonly href: string;
  /** The next free time of the chosen service there. */
  readonly nextAt: string | null;
}

export interface FreeTimeLink {
  readonly at: string;
  readonly href: string;
}

export interface Picker {
  readonly zone: string;
  readonly date: LocalDate | null;
  readonly closed: boolean;
  readonly days: readonly { readonly date: LocalDate; readonly free: number; readonly closed: boolean; readonly href: string }[];
  readonly times: readonly { readonly startsAt: string; readonly note?: string }[];
  readonly chosenTime: string | null;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
  /** The next free time after a day that has none. */
  readonly next: FreeTimeLink | null;
  /** Until when the calendar is open. */
  readonly lastDate: LocalDate;
}

export interface ProviderView {
  readonly provider: ProviderFacts;
  readonly services: readonly ServiceChoice[];
  readonly find: string;
  readonly service: ServiceChoice | null;
  /** Back to the choice of services. */
  readonly allServicesHref: string;
  readonly clinics: readonly ClinicChoice[];
  readonly clinic: ClinicChoice | null;
  readonly picker: Picker | null;
  /** What the address asked for and is not there. */
  readonly missing: readonly string[];
  readonly replacesLineId: string | null;
}
