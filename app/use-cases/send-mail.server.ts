import { z } from 'zod';
import type { LocalDate } from '#app/domain/appointment-time.ts';
import { INVITATION_HOURS } from '#app/domain/settings-bounds.ts';
import { writeInvitation } from '#app/mail/invitation.ts';
import { writeReminder } from '#app/mail/reminder.ts';
import type { Letter } from '#app/mail/letter.ts';
import type { Mailer } from '#app/mail/mailer.server.ts';
import { writePasswordReset } from '#app/mail/password-reset.ts';
import { writePaymentReturned } from '#app/mail/payment-returned.ts';
import { writeVisitConfirmed } from '#app/mail/visit-confirmed.ts';
import type { Database } from '#db/client.ts';
import { findVisitLetter } from '#db/visit-letters.ts';
import { getCancellationLetter } from '#db/cancellation-letters.ts';
import { writePartsCancelled } from '#app/mail/parts-cancelled.ts';
import { writePayeeMail } from './write-payee-mail.server.ts';
import { writeClawbackMail, writePayoutMail } from './write-payout-mail.server.ts';
import { writeWatchMail } from './write-watch-mail.server.ts';
import { writeRefundMail } from './write-refund-mail.server.ts';
import { openPasswordReset } from './open-password-reset.server.ts';

export const mailOrder = z.discriminatedUnion('template', [
  z.object({ template: z.literal('visit-confirmed'), masterBookingId: z.string() }),
  z.object({ template: z.literal('payment-returned'), masterBookingId: z.string(), refundId: z.string() }),
  z.object({ template: z.literal('parts-cancelled'), masterBookingId: z.string(), cancellationId: z.string() }),
  z.object({ template: z.enum(['refund-processed', 'refund-delayed', 'refund-alert']), refundId: z.string() }),
  z.object({ template: z.enum(['payout-alert', 'payout-account']), payoutId: z.string() }),
  z.object({ template: z.literal('clawback-alert'), clawbackId: z.string() }),
  z.object({ template: z.literal('watch-alert'), findingId: z.string(), news: z.enum(['begun', 'over']) }),
  z.object({ template: z.literal('payee-news'), news: z.enum(['verified', 'rejected', 'review']), providerId: z.string() }),
  z.object({ template: z.literal('reminder'), masterBookingId: z.string(), onDate: z.string().transform((text) => text as LocalDate) }),
  z.object({ template: z.enum(['password-reset', 'invitation']), accountId: z.string() }),
]);
export type MailOrder = z.infer<typeof mailOrder>;

/** The log's column; a list of admins may be longer than what it keeps of it. */
const RECIPIENT_MAX = 190;

export interface Written {
  /** One address, or several with commas. */
  readonly address: string;
  readonly letter: Letter;
  readonly masterBookingId: string | null;
}

/**
 * Writes the mail from what is true now and sends it. Sent once per outbox message, unless the process dies between
 * the server's yes and our note of it: then a second copy with the same Message-ID, rather than none.
 */
export async function sendMail(
  { db, mailer, origin }: { readonly db: Database; readonly mailer: Mailer; readonly origin: string },
  input: { readonly order: MailOrder; readonly messageId: string; readonly now: Date },
): Promise<void> {
  const { messageId, now } = input;
  const sent = await db.selectFrom('sent_mail').select('message_id').where('message_id', '=', messageId).executeTakeFirst();
  if (sent) return;
  const written = await writeMail(db, input.order, origin, now);
  if (!written) return;
  await mailer.send(written.letter, { address: written.address, messageId });
  await db
    .insertInto('sent_mail')
    .values({ message_id: messageId, recipient: written.address.slice(0, RECIPIENT_MAX), subject: written.letter.subject, master_booking_id: written.masterBookingId, sent_at: now })
    .onDuplicateKeyUpdate({ message_id: messageId })
    .execute();
}

async function writeMail(db: Database, order: MailOrder, origin: string, now: Date): Promise<Written | null> {
  if ('payoutId' in order) return writePayoutMail(db, order, origin);
  if ('findingId' in order) return writeWatchMail(db, order, origin);
  if ('clawbackId' in order) return writeClawbackMail(db, order, origin, now);
  if ('providerId' in order) return writePayeeMail(db, order, origin);
  if ('accountId' in order) {
    const invited = order.template === 'invitation';
    const link = await openPasswordReset(db, { accountId: order.accountId, now, ...(invited && { minutes: INVITATION_HOURS * 60 }) });
    return link && { address: link.email, letter: invited ? writeInvitation(link, origin) : writePasswordReset(link, origin), masterBookingId: null };
  }
  if ('refundId' in order && order.template !== 'payment-returned') return writeRefundMail(db, { template: order.template, refundId: order.refundId }, origin);
  const visit = await findVisitLetter(db, order);
  if (!visit) return null;
  const addressed = { address: visit.email, masterBookingId: visit.id };
  if (order.template === 'visit-confirmed') return { ...addressed, letter: writeVisitConfirmed(visit, origin) };
  if (order.template === 'reminder') {
    const letter = writeReminder(visit, order.onDate, origin);
    return letter && { ...addressed, letter };
  }
  if (order.template === 'parts-cancelled') {
    const cancellation = await getCancellationLetter(db, order.cancellationId);
    return { ...addressed, letter: writePartsCancelled(visit, cancellation, origin) };
  }
  const refund = await db
    .selectFrom('refund')
    .select(['amount_paise as amountPaise', 'reason', 'gateway_payment_id as gatewayPaymentId'])
    .where('id', '=', order.refundId)
    .executeTakeFirstOrThrow();
  return { ...addressed, letter: writePaymentReturned(visit, refund, origin) };
}
