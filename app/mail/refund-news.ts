import { formatPaise } from '#app/domain/money.ts';
import { writeLetter, type Letter } from './letter.ts';

export interface RefundNews {
  readonly code: string;
  readonly patientName: string;
  readonly amountPaise: number;
  readonly bankReference: string | null;
}

export function writeRefundProcessed(news: RefundNews, origin: string): Letter {
  const amount = formatPaise(news.amountPaise);
  return writeLetter({
    subject: `${amount} has been sent to your bank`,
    blocks: [
      { paragraph: `Dear ${news.patientName},` },
      { paragraph: `Your refund of ${amount} for visit ${news.code} has left us. Your bank shows it within 5 to 7 working days.` },
      { rows: [['Refund', amount], ...(news.bankReference ? [['Bank reference', news.bankReference] as const] : [])] },
      { link: { label: 'Follow your refund', url: `${origin}/visits/${news.code}` } },
    ],
  });
}

export function writeRefundDelayed(news: RefundNews, origin: string): Letter {
  const amount = formatPaise(news.amountPaise);
  return writeLetter({
    subject: `Your refund of ${amount} needs another way`,
    blocks: [
      { paragraph: `Dear ${news.patientName},` },
      { paragraph: `Your bank did not take the refund of ${amount} for visit ${news.code}. The money is safe and still yours; we are arranging another way and will write to you. You do not have to do anything.` },
      { link: { label: 'See your visit', url: `${origin}/visits/${news.code}` } },
    ],
  });
}

export function writeRefundAlert(news: RefundNews, why: string, origin: string): Letter {
  return writeLetter({
    subject: `A refund of ${formatPaise(news.amountPaise)} needs you`,
    blocks: [
      { paragraph: `Visit ${news.code}: ${why}` },
      { link: { label: 'Open the visit', url: `${origin}/admin/visits/${news.code}` } },
    ],
  });
}
