import { sql } from 'kysely';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import { sweepRefunds } from '#app/use-cases/sweep-refunds.server.ts';
import type { Database } from '#db/client.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { expect } from './fixtures.ts';
import { productGateway, type PaidVisit } from './fixtures-paid.ts';
import type { EmulatorAdmin } from './razorpay-emulator/admin-client.ts';

const LOCK_WAIT_SECONDS = 60;
/** The worker may be the one who tries. */
const TRIED_WITHIN_MS = 20_000;
/** Nobody tries it again while a test looks at it. */
const LEFT_ALONE_MS = 60 * 60_000;

/** What is one for all tests — the pretended account, a price — is changed by one test at a time, and not for long. */
export async function inTurn<T>(db: Database, what: string, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    await sql`SELECT GET_LOCK(${`browser-test-${what}`}, ${LOCK_WAIT_SECONDS})`.execute(one);
    try {
      return await work();
    } finally {
      await sql`SELECT RELEASE_LOCK(${`browser-test-${what}`})`.execute(one);
    }
  });
}

/** The desk cancels one part; returns its refund, which nobody has been nudged to send. */
export async function cancelAsDesk(db: Database, visit: PaidVisit, index: number): Promise<string> {
  const { id } = await db.selectFrom('account').select('id').where('email', '=', LOGINS.kavita.email).executeTakeFirstOrThrow();
  const actor = { kind: 'admin' as const, id };
  const now = new Date();
  const quote = await quoteCancellation(db, { masterBookingId: visit.masterBookingId, partIds: [visit.parts[index]!.id], followUps: null, actor, now });
  if (!quote.ok) throw new Error(quote.refusal.message);
  const done = await cancelBookings(db, { quoteId: quote.value.id, actor, reason: 'clinic_closed', note: null, now });
  if (!done.ok) throw new Error(done.refusal.message);
  return (await db.selectFrom('refund').select('id').where('cancellation_id', '=', done.value.cancellationId).executeTakeFirstOrThrow()).id;
}

/** Tries the refund once while the account is empty, and leaves it waiting until it is healed. */
export async function sendWithoutBalance(db: Database, emulator: EmulatorAdmin, request: () => Promise<string>): Promise<string> {
  return inTurn(db, 'account', async () => {
    await emulator.setSettings({ lowBalance: 'clear' });
    try {
      const refundId = await request();
      await sendRefund({ db, gateway: productGateway() }, { refundId, now: new Date() });
      await expect.poll(async () => (await refundOf(db, refundId)).waiting_for, { timeout: TRIED_WITHIN_MS }).toBe('balance');
      await db.updateTable('refund').set({ next_try_at: new Date(Date.now() + LEFT_ALONE_MS) }).where('id', '=', refundId).execute();
      return refundId;
    } finally {
      await emulator.setSettings({ lowBalance: 'off' });
    }
  });
}

function refundOf(db: Database, refundId: string) {
  return db.selectFrom('refund').select(['waiting_for', 'gateway_refund_id']).where('id', '=', refundId).executeTakeFirstOrThrow();
}

/** Razorpay takes the refund, and then the bank gives it back; the webhook says so. */
export async function failAtTheBank(db: Database, emulator: EmulatorAdmin, request: () => Promise<string>): Promise<string> {
  const refundId = await inTurn(db, 'account', async () => {
    await emulator.setSettings({ refundMode: 'pending' });
    try {
      const requested = await request();
      await sendRefund({ db, gateway: productGateway() }, { refundId: requested, now: new Date() });
      await expect.poll(async () => (await refundOf(db, requested)).gateway_refund_id, { timeout: TRIED_WITHIN_MS }).not.toBeNull();
      return requested;
    } finally {
      await emulator.setSettings({ refundMode: 'processed' });
    }
  });
  const { gateway_refund_id: gatewayRefundId } = await refundOf(db, refundId);
  await emulator.settleRefund(gatewayRefundId!, 'failed');
  await emulator.flush();
  return refundId;
}

/** The next try of the visit's refunds has come, and with it the minute's sweep. */
export async function healRefunds(db: Database, { masterBookingId }: PaidVisit): Promise<void> {
  const now = new Date();
  await db.updateTable('refund').set({ next_try_at: now }).where('master_booking_id', '=', masterBookingId).where('status', 'in', ['requested', 'outcome_unknown']).execute();
  await sweepRefunds({ db, gateway: productGateway() }, now);
}
