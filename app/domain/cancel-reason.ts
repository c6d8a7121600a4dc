import type { Actor } from './booking.ts';

/** Why a booking was cancelled: the same words on screen, in mail and in the audit log. */
export const CANCEL_REASONS = {
  patient_asked: 'Patient asked',
  patient_unwell: 'Patient is unwell',
  booked_by_mistake: 'Booked by mistake',
  provider_unavailable: 'Provider is not available',
  provider_emergency: 'Provider has an emergency',
  equipment_down: 'Equipment is not working',
  clinic_closed: 'Clinic is closed',
  duplicate: 'Booked twice',
  complaint: 'Complaint',
  system_error: 'A mistake of ours',
} as const satisfies Record<string, string>;

export type CancelReason = keyof typeof CANCEL_REASONS;

const OF_ACTOR: Readonly<Record<Actor, readonly CancelReason[]>> = {
  patient: ['patient_asked', 'patient_unwell', 'booked_by_mistake'],
  provider: ['provider_unavailable', 'provider_emergency', 'equipment_down', 'clinic_closed'],
  admin: ['provider_unavailable', 'clinic_closed', 'duplicate', 'complaint', 'system_error', 'patient_asked'],
  system: ['system_error'],
};

export function reasonsFor(actor: Actor): readonly CancelReason[] {
  return OF_ACTOR[actor];
}

export function isReasonFor(actor: Actor, reason: string): reason is CancelReason {
  return (OF_ACTOR[actor] as readonly string[]).includes(reason);
}
