import { writeRefundAlert, writeRefundDelayed, writeRefundProcessed } from '#app/mail/refund-news.ts';
import { listAdminEmails } from '#db/admin-emails.ts';
import type { Database } from '#db/client.ts';
import type { Written } from './send-mail.server.ts';

const WAITING = {
  balance: 'Razorpay holds too little of our money to refund it. It is tried again by itself; top the balance up or wait for the next payments.',
  gateway: 'Razorpay does not take it at the moment. It is tried again by itself.',
} as const;

/** News of one refund: to its patient, or to every admin when it needs a person. */
export async function writeRefundMail(
  db: Database,
  order: { readonly template: 'refund-processed' | 'refund-delayed' | 'refund-alert'; readonly refundId: string },
  origin: string,
): Promise<Written> {
  const row = await db
    .selectFrom('refund')
    .innerJoin('master_booking as master', 'master.id', 'refund.master_booking_id')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .select([
      'master.id as masterBookingId', 'master.code', 'account.name as patientName', 'account.email', 'refund.amount_paise as amountPaise',
      'refund.bank_reference as bankReference', 'refund.parked_reason', 'refund.waiting_for',
    ])
    .where('refund.id', '=', order.refundId)
    .executeTakeFirstOrThrow();
  const { masterBookingId } = row;
  if (order.template === 'refund-processed') return { address: row.email, masterBookingId, letter: writeRefundProcessed(row, origin) };
  if (order.template === 'refund-delayed') return { address: row.email, masterBookingId, letter: writeRefundDelayed(row, origin) };
  const why = row.parked_reason ?? (row.waiting_for && WAITING[row.waiting_for]) ?? 'It did not go through.';
  return { address: await listAdminEmails(db), masterBookingId, letter: writeRefundAlert(row, why, origin) };
}
