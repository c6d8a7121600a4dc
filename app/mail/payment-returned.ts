import { formatPaise } from '#app/domain/money.ts';
import type { VisitLetter } from '#db/visit-letters.ts';
import { writeLetter, type Letter } from './letter.ts';

export function writePaymentReturned(
  visit: VisitLetter,
  refund: { readonly amountPaise: number; readonly reason: string; readonly gatewayPaymentId: string },
  origin: string,
): Letter {
  const amount = formatPaise(refund.amountPaise);
  const why =
    refund.reason === 'paid_twice'
      ? `We received a second payment of ${amount} for your visit ${visit.code}, which was already paid. Your booking is not affected.`
      : `We received ${amount} for your visit ${visit.code} after the time to pay had ended, and one of its times had been taken. Nothing is booked.`;
  return writeLetter({
    subject: `${amount} is going back to you`,
    blocks: [
      { paragraph: `Dear ${visit.patient_name},` },
      { paragraph: why },
      { paragraph: 'The full amount goes back to the card or account you paid with. You do not have to do anything; banks take 5 to 7 working days.' },
      { rows: [['Refund', amount], ['Payment reference', refund.gatewayPaymentId]] },
      { link: { label: 'See your visit', url: `${origin}/visits/${visit.code}` } },
    ],
  });
}
