import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMailbox } from './start-mailbox.ts';
import type { Mailbox } from './start-mailbox.ts';

interface Listed {
  id: string;
  to: string[];
  subject: string;
  text: string;
  attachments: { filename: string; path: string }[];
}

let directory: string;
let mailbox: Mailbox;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'mailbox-'));
  mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, directory });
});

afterEach(async () => {
  await mailbox.stop();
  rmSync(directory, { recursive: true });
});

async function send(to: string, subject: string): Promise<void> {
  await createTransport(mailbox.smtpUrl).sendMail({
    from: 'OneVisit <hello@onevisit.example>',
    to,
    subject,
    text: 'See http://localhost:3000/visits/1?a=1&b=2',
    html: '<p>Hello</p><script>alert(1)</script>',
    attachments: [{ filename: 'visit – “मंगल”.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' }],
  });
}

async function list(query = ''): Promise<Listed[]> {
  return (await (await fetch(`${mailbox.origin}/messages.json${query}`)).json()) as Listed[];
}

it('lists what was sent, newest first, and by recipient', async () => {
  await send('meera@example.com', 'Your visit is confirmed');
  await send('arjun@example.com', 'Tomorrow <b>10:30</b>');
  expect((await list()).map(({ to, subject }) => [to[0], subject])).toEqual([
    ['arjun@example.com', 'Tomorrow <b>10:30</b>'],
    ['meera@example.com', 'Your visit is confirmed'],
  ]);
  expect(await list('?to=MEERA@example.com')).toHaveLength(1);
  expect(await (await fetch(mailbox.origin)).text()).toContain('Tomorrow &lt;b&gt;10:30&lt;/b&gt;');
});

it('opens a message with its links, its HTML locked in, and its attachments', async () => {
  await send('meera@example.com', 'Your visit');
  const [message] = await list();
  const page = await (await fetch(`${mailbox.origin}/messages/${message?.id}`)).text();
  expect(page).toContain('<a href="http://localhost:3000/visits/1?a=1&amp;b=2">');
  expect(page).toMatch(/<iframe[^>]*sandbox="(?!.*allow-scripts)/);
  const html = await fetch(`${mailbox.origin}/messages/${message?.id}/html`);
  expect(html.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox(?!.*allow-scripts)/);
  const attachment = await fetch(`${mailbox.origin}${message?.attachments[0]?.path}`);
  expect(attachment.headers.get('Content-Disposition')).toContain(encodeURIComponent('“मंगल”.ics'));
  expect(await attachment.text()).toBe('BEGIN:VCALENDAR');
});

it('keeps messages over a restart until they are deleted', async () => {
  await send('meera@example.com', 'Kept');
  await mailbox.stop();
  mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, directory });
  expect((await list()).map(({ subject }) => subject)).toEqual(['Kept']);
  expect((await fetch(`${mailbox.origin}/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await list()).toEqual([]);
});

it('answers an unknown message with a page, not a fault', async () => {
  const response = await fetch(`${mailbox.origin}/messages/nope`);
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('Not found')]);
});
