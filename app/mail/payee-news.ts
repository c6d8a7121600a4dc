import { writeLetter, type Letter } from './letter.ts';

export interface PayeeNews {
  readonly providerId: string;
  readonly providerName: string;
  readonly legalName: string;
  /** `HDFC Bank ••••4521` */
  readonly account: string;
  readonly reason: string | null;
}

export function writePayeeVerified({ legalName, account }: PayeeNews, origin: string): Letter {
  return writeLetter({
    subject: 'Your account is verified: you can be paid',
    blocks: [
      { paragraph: `Dear ${legalName},` },
      { paragraph: `Your bank has confirmed the account ${account}. What you earn is sent there from now on, and what waited is on its way.` },
      { paragraph: 'If you did not give us this account, write to us at once and change your password.' },
      { link: { label: 'See how you are paid', url: `${origin}/provider/account` } },
    ],
  });
}

export function writePayeeRejected({ legalName, account, reason }: PayeeNews, origin: string): Letter {
  return writeLetter({
    subject: 'We cannot pay you yet: your details need a change',
    blocks: [
      { paragraph: `Dear ${legalName},` },
      { paragraph: `We cannot pay to the account ${account} at present. ${reason ?? ''}`.trim() },
      { paragraph: 'What you have earned is safe and waits. It goes on by itself once your details are verified.' },
      { link: { label: 'Change your details', url: `${origin}/provider/account` } },
    ],
  });
}

export function writePayeeReview({ providerId, providerName, reason }: PayeeNews, origin: string): Letter {
  return writeLetter({
    subject: `The account of ${providerName} needs you`,
    blocks: [
      { paragraph: `${reason ?? 'The bank’s answer does not decide.'} Until somebody decides, ${providerName} is not paid.` },
      { link: { label: 'Open the provider', url: `${origin}/admin/providers/${providerId}` } },
    ],
  });
}
