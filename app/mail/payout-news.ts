import { formatPaise } from '#app/domain/money.ts';
import { writeLetter, type Letter } from './letter.ts';

export interface PayoutNews {
  readonly payoutId: string;
  readonly providerName: string;
  readonly amountPaise: number;
  /** What happened and what follows, as the payout's own page says it. */
  readonly note: string | null;
  /** Somebody must act before it goes on. */
  readonly waitsForAdmin: boolean;
}

export function writePayoutAlert({ payoutId, providerName, amountPaise, note, waitsForAdmin }: PayoutNews, origin: string): Letter {
  return writeLetter({
    subject: `A payout of ${formatPaise(amountPaise)} to ${providerName} ${waitsForAdmin ? 'needs you' : 'did not arrive'}`,
    blocks: [
      { paragraph: note ?? 'It did not go through.' },
      { paragraph: waitsForAdmin ? 'Nothing more is sent until somebody decides.' : 'It goes on by itself; nothing is lost.' },
      { link: { label: 'Open the payout', url: `${origin}/admin/payouts/${payoutId}` } },
    ],
  });
}

export interface AccountTrouble {
  readonly legalName: string;
  readonly amountPaise: number;
  /** `HDFC Bank ••••4521` */
  readonly account: string;
  readonly reason: string;
}

export function writeAccountTrouble({ legalName, amountPaise, account, reason }: AccountTrouble, origin: string): Letter {
  return writeLetter({
    subject: 'We could not pay you: your bank account needs a change',
    blocks: [
      { paragraph: `Dear ${legalName},` },
      { paragraph: `We sent ${formatPaise(amountPaise)} to ${account}, and it did not arrive. ${reason}` },
      { paragraph: 'The money is safe. Give us another account, or correct this one; once your bank has confirmed it, everything that waits is sent by itself.' },
      { link: { label: 'Change your bank account', url: `${origin}/provider/account` } },
    ],
  });
}

export interface ClawbackNews {
  readonly providerName: string;
  readonly openPaise: number;
  readonly ageDays: number;
}

export function writeClawbackAlert({ providerName, openPaise, ageDays }: ClawbackNews, origin: string): Letter {
  return writeLetter({
    subject: `${providerName} has owed ${formatPaise(openPaise)} for ${ageDays} days`,
    blocks: [
      { paragraph: 'A refunded service took back an earning that was already paid, and no payout since was large enough to cover it.' },
      { paragraph: 'Talk to the provider, or write it off.' },
      { link: { label: 'Open the clawbacks', url: `${origin}/admin/clawbacks` } },
    ],
  });
}
