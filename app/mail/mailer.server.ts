import { createTransport } from 'nodemailer';
import type { Letter } from './letter.ts';

export interface Mailer {
  /** Resolves once the mail server has taken it; rejects otherwise, and the queue tries again. */
  send(letter: Letter, to: { readonly address: string; readonly messageId: string }): Promise<void>;
  close(): void;
}

const SMTP_TIMEOUT_MS = 15_000;
const SMTP_CONNECTIONS = 4;

function transportOptions(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  };
}

/** Says hello and signs in, and sends nothing; throws the server's words. */
export async function verifyMailServer(smtpUrl: string, timeoutMs: number): Promise<void> {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ ...transportOptions(smtpUrl), ...timeouts });
  await transport.verify().finally(() => transport.close());
}

export function createMailer(settings: { readonly SMTP_URL: string; readonly MAIL_FROM: string; readonly PUBLIC_ORIGIN: string }): Mailer {
  const transport = createTransport({ pool: true, maxConnections: SMTP_CONNECTIONS, ...transportOptions(settings.SMTP_URL) });
  const host = new URL(settings.PUBLIC_ORIGIN).hostname;
  return {
    send: async (letter, to) => {
      await transport.sendMail({
        from: settings.MAIL_FROM,
        to: to.address,
        // The same id on a repeated send lets the receiving server drop the second copy.
        messageId: `<${to.messageId}@${host}>`,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        ...(letter.calendar !== undefined && { attachments: [{ filename: 'visit.ics', content: letter.calendar, contentType: 'text/calendar; charset=utf-8; method=PUBLISH' }] }),
      });
    },
    close: () => transport.close(),
  };
}
