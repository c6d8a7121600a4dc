import type { ServiceKind } from '#app/domain/booking.ts';

interface NamedService {
  kind: ServiceKind;
  service: string;
  provider: string;
}

/** "Consultation with Dr Ananya Rao"; a test is known by its own name. */
export function serviceTitle({ kind, service, provider }: NamedService): string {
  return kind === 'lab_test' ? service : `${service} with ${provider}`;
}

/** "Lotus Clinic, Indiranagar"; a test says whose lab it is. */
export function servicePlace({ kind, provider, clinic, locality }: { kind: ServiceKind; provider: string; clinic: string; locality: string }): string {
  const place = `${clinic}, ${locality}`;
  return kind === 'lab_test' ? `${provider} at ${place}` : place;
}
