import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { createMailer } from '#app/mail/mailer.server.ts';
import { applyWebhook } from '#app/use-cases/apply-webhook.server.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { confirmPayment } from '#app/use-cases/confirm-payment.server.ts';
import { endHolds } from '#app/use-cases/ask-payments.server.ts';
import { quoteCancellation, type FollowUpChoice } from '#app/use-cases/quote-cancellation.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { remindPatients } from '#app/use-cases/remind-patients.server.ts';
import { sendMail } from '#app/use-cases/send-mail.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import { settleRefund } from '#app/use-cases/settle-refund.server.ts';
import { sweepRefunds } from '#app/use-cases/sweep-refunds.server.ts';
import { newId } from '#db/new-id.ts';
import { startMailServer } from './mail-server.ts';
import { openWorld, type TroubleWorld, type Wish } from './open-world.ts';

let world: TroubleWorld;
let turn = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const later = (minutes: number) => new Date(world.now.getTime() + minutes * MINUTE_MS);

async function paid(wishes: readonly Wish[]) {
  const patientId = await world.patient();
  const visit = await world.paid(patientId, wishes);
  const parts = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute();
  return { ...visit, parts, actor: { kind: 'patient' as const, id: patientId } };
}

async function cancel(visit: Awaited<ReturnType<typeof paid>>, index: number, followUps: FollowUpChoice | null = null) {
  const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [visit.parts[index]!.id], followUps, actor: visit.actor, now: later(1) });
  if (!quote.ok) return quote.refusal;
  await cancelBookings(world.db, { quoteId: quote.value.id, actor: visit.actor, reason: 'patient_asked', note: null, now: later(1) });
  return quote.value.result;
}

async function refundsOf(masterBookingId: string) {
  return world.db.selectFrom('refund').selectAll().where('master_booking_id', '=', masterBookingId).execute();
}

async function balances(masterBookingId: string) {
  const entries = await world.db.selectFrom('ledger_entry').selectAll().where('master_booking_id', '=', masterBookingId).execute();
  const of = (account: string) => entries.filter((entry) => entry.account === account).reduce((sum, entry) => sum + entry.amount_paise, 0);
  return { payable: of('refunds_payable'), transit: of('refunds_in_transit'), unallocated: of('unallocated_receipts'), total: entries.reduce((sum, entry) => sum + entry.amount_paise, 0) };
}

/** As Razorpay would tell it; only its ids are believed. */
async function hear(name: string, about: { refundId: string; paymentId: string; orderId: string }) {
  const rawBody = JSON.stringify({ entity: 'event', event: name, payload: { refund: { entity: { id: about.refundId, payment_id: about.paymentId } }, payment: { entity: { id: about.paymentId, order_id: about.orderId } } } });
  const gatewayEventId = `evt_${newId()}`;
  await receiveWebhook(world.db, { channel: 'pg', rawBody, gatewayEventId, now: later(2) });
  const { id } = await world.db.selectFrom('webhook_event').select('id').where('gateway_event_id', '=', gatewayEventId).executeTakeFirstOrThrow();
  await applyWebhook(world, { webhookEventId: id, now: later(2) });
  return (await world.db.selectFrom('webhook_event').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
}

describe('refund events', () => {
  it.each([
    [['refund.created', 'refund.processed', 'refund.speed_changed']],
    [['refund.processed', 'refund.created', 'refund.processed']],
    [['refund.speed_changed', 'refund.processed', 'refund.processed']],
  ])('in the order %j settle it once', async (names) => {
    const visit = await paid(await world.goldenWishes(turn++));
    await cancel(visit, 1);
    const [row] = await refundsOf(visit.masterBookingId);
    await sendRefund(world, { refundId: row!.id, now: later(2) });
    const sent = (await refundsOf(visit.masterBookingId))[0]!;
    const about = { refundId: sent.gateway_refund_id!, paymentId: sent.gateway_payment_id, orderId: visit.gatewayOrderId };
    for (const name of names) expect(await hear(name, about)).toBe('applied');
    expect(await balances(visit.masterBookingId)).toEqual({ payable: 0, transit: 0, unallocated: 0, total: 0 });
    expect((await refundsOf(visit.masterBookingId)).map((refund) => refund.status)).toEqual(['processed']);
  });

  it('may come before our own answer', async () => {
    const visit = await paid(await world.goldenWishes(turn++));
    await cancel(visit, 1);
    const [row] = await refundsOf(visit.masterBookingId);
    await world.db.updateTable('refund').set({ status: 'sending', claimed_at: later(2), tries: 1 }).where('id', '=', row!.id).execute();
    const answer = await world.gateway.createRefund({ gatewayPaymentId: row!.gateway_payment_id, amountPaise: row!.amount_paise, receipt: row!.id, idempotencyKey: row!.idempotency_key });
    if (answer.kind !== 'accepted') throw new Error(answer.kind);
    await hear('refund.processed', { refundId: answer.value.id, paymentId: row!.gateway_payment_id, orderId: visit.gatewayOrderId });
    expect((await refundsOf(visit.masterBookingId))[0]!.status).toBe('processed');
    await settleRefund(world.db, { refundId: row!.id, told: answer.value, now: later(3) });
    expect(await balances(visit.masterBookingId)).toEqual({ payable: 0, transit: 0, unallocated: 0, total: 0 });
  });

  it('of somebody else’s payment are ignored', async () => {
    expect(await hear('refund.processed', { refundId: 'rfnd_AAAAAAAAAAAAAA', paymentId: 'pay_AAAAAAAAAAAAAA', orderId: 'order_AAAAAAAAAAAAAA' })).toBe('ignored');
  });
});

describe('late money', () => {
  it('goes back by itself, all of it, and leaves no paisa unexplained', async () => {
    const visit = await world.ordered(await world.patient(), await world.goldenWishes(turn++));
    await endHolds(world, later(75));
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: later(80) })).toBe('returned');
    const owed = await world.db.selectFrom('outbox_message').selectAll().where('task', '=', 'send-refund').orderBy('created_at', 'desc').executeTakeFirstOrThrow();
    const { refundId } = JSON.parse(owed.payload) as { refundId: string };
    await sendRefund(world, { refundId, now: later(81) });
    const [refund] = await refundsOf(visit.masterBookingId);
    expect([refund!.id, refund!.kind, refund!.status, refund!.amount_paise]).toEqual([refundId, 'late_payment', 'processed', 119_800]);
    expect(await balances(visit.masterBookingId)).toEqual({ payable: 0, transit: 0, unallocated: 0, total: 0 });
  });
});

describe('a free follow-up', () => {
  async function visitWithFreeFollowUp(skip: number) {
    const { iyer } = world.seeded.doctors;
    const clinicId = iyer.clinicIds[0]!;
    const first = (await world.freeTimes(iyer.consultation, clinicId))[skip]!;
    const second = (await world.freeTimes(iyer.followUp, clinicId)).find((time) => time.getTime() > first.getTime() + 2 * 24 * 60 * MINUTE_MS)!;
    return paid([{ service: iyer.consultation, clinicId, startsAt: first }, { service: iyer.followUp, clinicId, startsAt: second }]);
  }
  const grantsOf = (consultationId: string) => world.db.selectFrom('calendar_claim').selectAll().where('subject_id', '=', consultationId).execute();

  it('gives its grant back when it is cancelled, and asks for no refund of nothing', async () => {
    const visit = await visitWithFreeFollowUp(0);
    expect(visit.parts[1]!.paid_paise).toBe(0);
    expect(await grantsOf(visit.parts[0]!.id)).toHaveLength(1);
    await cancel(visit, 1);
    expect(await grantsOf(visit.parts[0]!.id)).toHaveLength(0);
    expect(await refundsOf(visit.masterBookingId)).toHaveLength(0);
  });

  it('is asked about when its consultation goes, and can be kept for its full price out of the refund', async () => {
    const visit = await visitWithFreeFollowUp(4);
    expect(await cancel(visit, 0)).toMatchObject({ code: 'choose_follow_up', question: { canPayFull: true, differencePaise: visit.parts[1]!.full_price_paise } });
    const kept = await cancel(visit, 0, 'pay_full');
    expect(kept).toMatchObject({ refundPaise: visit.parts[0]!.paid_paise - visit.parts[1]!.full_price_paise });
    expect(await grantsOf(visit.parts[0]!.id)).toHaveLength(0);
    await cancel(visit, 1);
    await sweepRefunds(world, later(5));
    const returned = (await refundsOf(visit.masterBookingId)).reduce((sum, refund) => sum + refund.amount_paise, 0);
    expect(returned).toBe(visit.amountPaise);
    expect(await balances(visit.masterBookingId)).toEqual({ payable: 0, transit: 0, unallocated: 0, total: 0 });
  });

  it('goes with its consultation when the patient says so', async () => {
    const visit = await visitWithFreeFollowUp(8);
    await cancel(visit, 0, 'cancel');
    const master = await world.db.selectFrom('master_booking').select('status').where('id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
    expect(master.status).toBe('cancelled');
  });
});

describe('reminders', () => {
  it('come once, the evening before, and never for a cancelled part', async () => {
    const visit = await paid(await world.goldenWishes(turn++));
    const evening = new Date(visit.parts[0]!.starts_at.getTime());
    evening.setUTCDate(evening.getUTCDate() - 1);
    evening.setUTCHours(12, 0, 0, 0);
    const owed = () => world.db.selectFrom('outbox_message').selectAll().where('payload', 'like', `%reminder%${visit.masterBookingId}%`).execute();
    await remindPatients(world.db, new Date(evening.getTime() - 60 * MINUTE_MS));
    expect(await owed()).toHaveLength(0);
    await Promise.all(Array.from({ length: 4 }, () => remindPatients(world.db, evening)));
    const messages = await owed();
    expect(messages).toHaveLength(1);

    const server = await startMailServer(0);
    const mailer = createMailer({ SMTP_URL: server.url, MAIL_FROM: 'hello@onevisit.example', PUBLIC_ORIGIN: 'http://localhost' });
    const order = JSON.parse(messages[0]!.payload) as Parameters<typeof sendMail>[1]['order'];
    await sendMail({ db: world.db, mailer, origin: 'http://localhost' }, { order, messageId: newId(), now: evening });
    expect(server.taken).toHaveLength(1);
    await cancel(visit, 0);
    await cancel(visit, 1);
    await sendMail({ db: world.db, mailer, origin: 'http://localhost' }, { order, messageId: newId(), now: evening });
    expect(server.taken).toHaveLength(1);
    mailer.close();
    await server.stop();
  });
});
