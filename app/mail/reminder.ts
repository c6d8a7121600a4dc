import { formatDay, formatTime, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import type { VisitLetter } from '#db/visit-letters.ts';
import { writeLetter, type Block, type Letter } from './letter.ts';

/** What is still booked on that day; null when nothing is. */
export function writeReminder(visit: VisitLetter, onDate: LocalDate, origin: string): Letter | null {
  const parts = visit.parts.filter((part) => part.status === 'confirmed' && localDateOf(part.starts_at, part.zone) === onDate);
  if (parts.length === 0) return null;
  return writeLetter({
    subject: `Tomorrow, ${formatDay(onDate)}: ${parts.map((part) => `${formatTime(part.starts_at, part.zone)} ${part.service_name}`).join(', ')}`,
    blocks: [
      { paragraph: `Dear ${visit.patient_name},` },
      { paragraph: `This is booked for tomorrow. Show the code ${visit.code} at the desk.` },
      ...parts.map((part): Block => ({
        rows: [
          [`${part.service_name} with ${part.provider_name}`, formatTime(part.starts_at, part.zone)],
          ['Where', `${part.clinic_name}, ${part.address}, ${part.locality} ${part.pin_code}`],
          ...(part.preparation ? [['Prepare', part.preparation] as const] : []),
        ],
      })),
      { link: { label: 'See or change your visit', url: `${origin}/visits/${visit.code}` } },
    ],
  });
}
