import { formatWhen } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { writeWatchAlert } from '#app/mail/watch-news.ts';
import { listAdminEmails } from '#db/admin-emails.ts';
import type { Database } from '#db/client.ts';
import type { Written } from './send-mail.server.ts';

export async function writeWatchMail(db: Database, order: { readonly findingId: string; readonly news: 'begun' | 'over' }, origin: string): Promise<Written> {
  const finding = await db.selectFrom('watch_finding').selectAll().where('id', '=', order.findingId).executeTakeFirstOrThrow();
  const { channel, kind, missed } = finding;
  const repaired = { payments: finding.repaired_payments, refunds: finding.repaired_refunds, payouts: finding.repaired_payouts, loads: finding.repaired_loads };
  const letter = writeWatchAlert({ news: order.news, channel, kind, missed, since: formatWhen(finding.first_missed_at, BOOKS_ZONE), repaired }, origin);
  return { address: await listAdminEmails(db), masterBookingId: null, letter };
}
