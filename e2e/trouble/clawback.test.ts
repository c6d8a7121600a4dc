import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { CLAWBACK_ESCALATE_DAYS } from '#app/domain/payout-bounds.ts';
import { createMailer } from '#app/mail/mailer.server.ts';
import { lookAtRefunds } from '#app/use-cases/look-at-refunds.server.ts';
import { sendMail } from '#app/use-cases/send-mail.server.ts';
import { newId } from '#db/new-id.ts';
import { startMailServer } from './mail-server.ts';
import type { TroubleWorld } from './open-world.ts';
import { expectTied, given, openPayoutWorld, payoutOf, sendAndAsk, sweep, type Given } from './payout-world.ts';

const ORIGIN = 'http://localhost';

let world: TroubleWorld;
let turn = 0;
beforeAll(async () => {
  world = await openPayoutWorld();
}, 120_000);
afterAll(() => world.close());

const clawbacksOf = ({ bookingId }: Given) => world.db.selectFrom('clawback').selectAll().where('individual_booking_id', '=', bookingId).orderBy('created_at').execute();

/** Somebody gives money back in Razorpay's dashboard, and we hear of it. */
async function refundElsewhere(of: Given, amountPaise: number, minutes: number): Promise<void> {
  const { gateway_payment_id: paymentId } = await world.db.selectFrom('payment_transaction').select('gateway_payment_id').where('master_booking_id', '=', of.masterBookingId).executeTakeFirstOrThrow();
  await world.emulator.admin.refundFromDashboard({ payment_id: paymentId!, amount: amountPaise });
  // Several hear of it at once, and again.
  for (let round = 0; round < 2; round += 1) await Promise.all(Array.from({ length: 4 }, () => lookAtRefunds(world, { gatewayPaymentId: paymentId!, now: minutesAfter(of.at, minutes) })));
}

it('a refund made in Razorpay’s dashboard after the payout takes the provider’s share back, once, out of the next payout', async () => {
  const one = await given(world, turn++);
  expect((await sendAndAsk(world, one)).status).toBe('processed');
  const { paid_paise: paidPaise } = await world.db.selectFrom('individual_booking').select('paid_paise').where('id', '=', one.bookingId).executeTakeFirstOrThrow();
  const earningPaise = (await payoutOf(world, one)).amount_paise;
  await refundElsewhere(one, paidPaise / 4, 60);
  expect((await clawbacksOf(one)).map(({ amount_paise: amountPaise }) => amountPaise)).toEqual([Math.floor(earningPaise / 4)]);
  expect(await expectTied(world)).toBe(0);
  // The rest too: never more than was earned.
  await refundElsewhere(one, paidPaise - paidPaise / 4, 61);
  const clawed = (await clawbacksOf(one)).reduce((sum, { amount_paise: amountPaise }) => sum + amountPaise, 0);
  expect(clawed).toBe(earningPaise);
  const next = await given(world, turn++);
  const paid = await sendAndAsk(world, next);
  expect([paid.status, paid.clawback_paise, paid.amount_paise]).toEqual(['processed', earningPaise, paid.gross_paise - paid.commission_paise - earningPaise]);
  expect((await clawbacksOf(one)).every(({ closed_at: closedAt }) => closedAt !== null)).toBe(true);
  expect(await expectTied(world)).toBe(0);
});

it('what no payout has covered for a month goes to the admins, once, by mail and on the desk', async () => {
  const one = await given(world, turn++);
  await sendAndAsk(world, one);
  await refundElsewhere(one, 10_000, 60);
  const [clawback] = await clawbacksOf(one);
  const month = 60 + CLAWBACK_ESCALATE_DAYS * DAY_MINUTES;
  const alerts = async () => (await world.db.selectFrom('outbox_message').select('payload').where('task', '=', 'send-mail').where('payload', 'like', `%${clawback!.id}%`).execute()).map(({ payload }) => JSON.parse(payload));
  await sweep(world, one, month - 1);
  expect([await alerts(), (await clawbacksOf(one))[0]!.escalated_at]).toEqual([[], null]);
  await Promise.all([sweep(world, one, month), sweep(world, one, month)]);
  await sweep(world, one, month + DAY_MINUTES);
  expect(await alerts()).toEqual([{ template: 'clawback-alert', clawbackId: clawback!.id }]);
  expect((await clawbacksOf(one))[0]).toMatchObject({ escalated_at: minutesAfter(one.at, month), closed_at: null });

  const server = await startMailServer(0);
  const mailer = createMailer({ SMTP_URL: server.url, MAIL_FROM: 'hello@onevisit.example', PUBLIC_ORIGIN: ORIGIN });
  await sendMail({ db: world.db, mailer, origin: ORIGIN }, { order: (await alerts())[0], messageId: newId(), now: minutesAfter(one.at, month) });
  mailer.close();
  await server.stop();
  expect(server.taken).toHaveLength(1);
  const { subject } = await world.db.selectFrom('sent_mail').select('subject').where('subject', 'like', '%has owed%').executeTakeFirstOrThrow();
  expect(subject).toBe(`Dr Ananya Rao has owed ${formatPaise(clawback!.open_paise)} for ${CLAWBACK_ESCALATE_DAYS} days`);
});
