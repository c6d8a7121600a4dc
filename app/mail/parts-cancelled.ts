import { formatWhen } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import type { CancellationLetter } from '#db/cancellation-letters.ts';
import type { VisitLetter } from '#db/visit-letters.ts';
import { writeLetter, type Block, type Letter } from './letter.ts';
import { buildVisitCalendar } from './visit-calendar.ts';

const WHO = { patient: 'You cancelled', provider: 'The provider cancelled', admin: 'We cancelled', system: 'We cancelled' } as const;

export function writePartsCancelled(visit: VisitLetter, cancellation: CancellationLetter, origin: string): Letter {
  const { lines } = cancellation;
  const what = lines.length === 1 ? `${lines[0]!.service_name} with ${lines[0]!.provider_name}` : `${lines.length} services`;
  const money = cancellation.refund_paise > 0 ? `${formatPaise(cancellation.refund_paise)} is going back to the card or account you paid with; banks take 5 to 7 working days.` : 'Nothing comes back for it; the reasons are below.';
  return writeLetter({
    subject: `Cancelled: ${what} of visit ${visit.code}`,
    calendar: buildVisitCalendar(visit, origin),
    blocks: [
      { paragraph: `Dear ${visit.patient_name},` },
      { paragraph: `${WHO[cancellation.actor_kind]} ${what} of your visit ${visit.code}. The rest of your visit stays as it is. ${money}` },
      ...lines.flatMap((line): Block[] => [
        {
          rows: [
            [`${line.service_name}, ${formatWhen(line.starts_at, line.zone)}`, ''],
            ['Paid', formatPaise(line.paid_paise)],
            ...(line.fee_paise > 0 ? [['Cancellation fee', formatPaise(-line.fee_paise)] as const] : []),
            ...(line.requalify_paise > 0 ? [['Price of what you keep', formatPaise(-line.requalify_paise)] as const] : []),
            ['Refund', formatPaise(line.refund_paise)],
          ],
        },
        { paragraph: line.reasons.join(' ') },
      ]),
      { link: { label: 'See the receipt', url: `${origin}/visits/${visit.code}/receipts/${cancellation.id}` } },
    ],
  });
}
