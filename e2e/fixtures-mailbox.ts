import { expect } from '@playwright/test';

export interface ReceivedMail {
  readonly id: string;
  readonly to: string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: { readonly filename: string; readonly contentType: string; readonly path: string }[];
}

export interface MailboxReader {
  /** Waits for exactly one mail to this address with this subject. */
  waitFor(to: string, subject: RegExp): Promise<ReceivedMail>;
  list(to: string): Promise<ReceivedMail[]>;
  attachment(path: string): Promise<string>;
}

/** The outbox is swept once a minute, should nobody have told the worker of a mail. */
const MAIL_WITHIN_MS = 70_000;

export function openMailbox(origin: string): MailboxReader {
  const list = async (to: string) => (await (await fetch(`${origin}/messages.json?to=${encodeURIComponent(to)}`)).json()) as ReceivedMail[];
  return {
    list,
    waitFor: async (to, subject) => {
      const found = async () => (await list(to)).filter((mail) => subject.test(mail.subject));
      await expect.poll(async () => (await found()).length, { timeout: MAIL_WITHIN_MS, message: `a mail to ${to}` }).toBe(1);
      return (await found())[0]!;
    },
    attachment: async (path) => (await fetch(origin + path)).text(),
  };
}
