import type { Actor } from '#app/domain/booking.ts';

/** Who can have done something, as chips say it. */
export const ROLE_WORDS: Readonly<Record<Actor, string>> = { admin: 'Desk', provider: 'Providers', patient: 'Patients', system: 'OneVisit itself' };
export const ROLES = ['admin', 'provider', 'patient', 'system'] as const satisfies readonly Actor[];
