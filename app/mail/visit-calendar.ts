import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { VisitLetter } from '#db/visit-letters.ts';

/**
 * One event per individual booking, because each can be cancelled alone. The UID never changes and SEQUENCE counts the
 * changes, so that a calendar updates its entry instead of making a second one (RFC 5546).
 */
export function buildVisitCalendar(visit: VisitLetter, origin: string, partId: string | null = null): string {
  const calendar = ical({ name: `OneVisit ${visit.code}`, prodId: { company: 'OneVisit', product: 'Visits', language: 'EN' }, method: ICalCalendarMethod.PUBLISH });
  for (const part of visit.parts.filter((each) => (partId ?? each.id) === each.id)) {
    calendar.createEvent({
      id: `${part.id}@onevisit`,
      sequence: part.ics_sequence,
      stamp: part.created_at,
      start: part.starts_at,
      end: new Date(part.starts_at.getTime() + part.duration_minutes * MINUTE_MS),
      summary: `${part.service_name} with ${part.provider_name}`,
      location: `${part.clinic_name}, ${part.address}, ${part.locality} ${part.pin_code}`,
      description: [part.preparation, `Visit ${visit.code}: ${origin}/visits/${visit.code}`].filter(Boolean).join('\n'),
      url: `${origin}/visits/${visit.code}`,
      status: part.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
