import { formatWhen } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import type { VisitLetter } from '#db/visit-letters.ts';
import { writeLetter, type Letter } from './letter.ts';
import { buildVisitCalendar } from './visit-calendar.ts';

export function writeVisitConfirmed(visit: VisitLetter, origin: string): Letter {
  const services = visit.parts.length === 1 ? 'Your service is' : `Your ${visit.parts.length} services are`;
  return writeLetter({
    subject: `Your visit ${visit.code} is booked`,
    calendar: buildVisitCalendar(visit, origin),
    blocks: [
      { paragraph: `Dear ${visit.patient_name},` },
      { paragraph: `${services} booked. Show the code ${visit.code} at the desk. The attached file puts each service into your calendar.` },
      ...visit.parts.map((part) => ({
        rows: [
          [`${part.service_name} with ${part.provider_name}`, formatPaise(part.paid_paise)],
          ['When', formatWhen(part.starts_at, part.zone)],
          ['Where', `${part.clinic_name}, ${part.address}, ${part.locality} ${part.pin_code}`],
          ...(part.preparation ? [['Prepare', part.preparation] as const] : []),
        ] as const,
      })),
      { rows: [...(visit.discount_paise > 0 ? [['Coupon', formatPaise(-visit.discount_paise)] as const] : []), ['Paid', formatPaise(visit.total_paise)]] },
      { link: { label: 'See your visit', url: `${origin}/visits/${visit.code}` } },
    ],
  });
}
