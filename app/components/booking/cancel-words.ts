import type { Actor, ServiceKind } from '#app/domain/booking.ts';
import type { CancelReason } from '#app/domain/cancel-reason.ts';
import { formatPaise } from '#app/domain/money.ts';

/** The desk's reasons, said to the patient. */
const TO_PATIENT: Readonly<Record<CancelReason, string>> = {
  patient_asked: 'plans have changed',
  patient_unwell: 'the patient is unwell',
  booked_by_mistake: 'booked by mistake',
  provider_unavailable: 'the provider is not available',
  provider_emergency: 'the provider has an emergency',
  equipment_down: 'equipment is not working',
  clinic_closed: 'the clinic is closed',
  duplicate: 'it was booked twice',
  complaint: 'after a complaint',
  system_error: 'a mistake of ours',
};

/** "Plans have changed", for a list to choose from. */
export function reasonChoice(reason: CancelReason): string {
  const words = TO_PATIENT[reason];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const WHO: Readonly<Record<Actor, string>> = { patient: 'You cancelled', provider: 'The provider cancelled', admin: 'We cancelled', system: 'We cancelled' };

export function whoCancelled(by: Actor): string {
  return WHO[by];
}

/** "the clinic is closed"; nothing for a reason that has no words for a patient. */
export function reasonWords(by: Actor, reason: string): string | null {
  if (by !== 'patient' && reason === 'patient_asked') return 'you asked us to';
  return (TO_PATIENT as Readonly<Record<string, string>>)[reason] ?? null;
}

interface Named {
  readonly kind: ServiceKind;
  readonly service: string;
}

function shortName({ kind, service }: Named): string {
  return { consultation: 'consultation', follow_up: 'follow-up', lab_test: service }[kind];
}

/** "consultation and follow-up"; "3 services" when the names would not fit a button. */
export function namesOf(parts: readonly Named[]): string {
  const names = new Set(parts.map(shortName));
  return names.size < parts.length || names.size > 2 ? `${parts.length} services` : [...names].join(' and ');
}

/** The one button of a cancellation says the whole of it. */
export function cancelButtonWords(parts: readonly (Named & { readonly paidPaise: number })[], refundPaise: number): string {
  const what = `Cancel ${namesOf(parts)}`;
  if (refundPaise > 0) return `${what} and refund ${formatPaise(refundPaise)}`;
  return parts.some((part) => part.paidPaise > 0) ? `${what} — nothing comes back` : what;
}
