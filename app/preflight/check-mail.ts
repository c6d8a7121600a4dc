import { verifyMailServer } from '../mail/mailer.server.ts';
import { findingsOf, type Finding, type Settings } from './finding.ts';

const MAIL_TIMEOUT_MS = 6_000;

/** Whether the mail server takes us; nothing is sent. */
export async function checkMail({ SMTP_URL, MAIL_FROM }: Settings): Promise<Finding[]> {
  const { ok, fail } = findingsOf('Own servers', 'Mail');
  if (!SMTP_URL || !URL.canParse(SMTP_URL)) return [];
  if (MAIL_FROM && !/@[^\s@]+\.[^\s@>]+>?$/.test(MAIL_FROM)) return [fail('MAIL_FROM holds no e-mail address.', 'Write it like OneVisit <care@your-domain.in>.')];
  try {
    await verifyMailServer(SMTP_URL, MAIL_TIMEOUT_MS);
    return [ok('The mail server takes our mail.')];
  } catch (error) {
    const { code } = error as { code?: string };
    const refused = code === 'EAUTH';
    return [refused ? fail('The mail server refuses our sign-in.', 'Correct user and password in SMTP_URL.') : fail(`The mail server does not answer (${code ?? 'time-out'}).`, 'Correct host and port in SMTP_URL, and let this server reach it.')];
  }
}
