import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { bookExternalRefund } from '#app/use-cases/book-external-refund.server.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { lookAtRefunds } from '#app/use-cases/look-at-refunds.server.ts';
import { decideApproval, overrideRefund, type OverrideWish } from '#app/use-cases/override-refund.server.ts';
import { quoteCancellation, type FollowUpChoice } from '#app/use-cases/quote-cancellation.server.ts';
import { notePaidByTransfer, sendParkedAgain } from '#app/use-cases/resolve-parked-refund.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import { sweepRefunds } from '#app/use-cases/sweep-refunds.server.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';

let world: TroubleWorld;
let turn = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.emulator.admin.clearFaults());
afterAll(() => world.close());

const later = (minutes: number) => new Date(world.now.getTime() + minutes * MINUTE_MS);
const nextWishes = () => world.goldenWishes(turn++);

async function paidVisit(coupon?: string) {
  const patientId = await world.patient();
  const visit = await world.paid(patientId, await nextWishes(), coupon);
  const parts = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute();
  return { ...visit, patientId, parts, actor: { kind: 'patient' as const, id: patientId } };
}
type Paid = Awaited<ReturnType<typeof paidVisit>>;

async function cancel(visit: Paid, indexes: number[], minutes = 1, followUps: FollowUpChoice | null = null) {
  const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: indexes.map((index) => visit.parts[index]!.id), followUps, actor: visit.actor, now: later(minutes) });
  if (!quote.ok) throw new Error(quote.refusal.message);
  const done = await cancelBookings(world.db, { quoteId: quote.value.id, actor: visit.actor, reason: 'patient_asked', note: null, now: later(minutes) });
  if (!done.ok) throw new Error(done.refusal.message);
  return done.value;
}

async function stateOf(visit: Pick<Paid, 'masterBookingId' | 'gatewayOrderId'>) {
  const [master, refunds, parts, entries] = await Promise.all([
    world.db.selectFrom('master_booking').selectAll().where('id', '=', visit.masterBookingId).executeTakeFirstOrThrow(),
    world.db.selectFrom('refund').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('requested_at').execute(),
    world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute(),
    world.db.selectFrom('ledger_entry').selectAll().where('master_booking_id', '=', visit.masterBookingId).execute(),
  ]);
  const balance = (account: string) => entries.filter((entry) => entry.account === account).reduce((sum, entry) => sum + entry.amount_paise, 0);
  const { refunds: gatewayRefunds, payments } = await world.emulator.admin.state();
  const payment = payments.find((each) => each.order_id === visit.gatewayOrderId);
  return { master, refunds, parts, balance, total: entries.reduce((sum, entry) => sum + entry.amount_paise, 0), atGateway: gatewayRefunds.filter((refund) => refund.payment_id === payment?.id) };
}

describe('cancelling a part', () => {
  it('returns one part to the paisa, leaves the others, and books it', async () => {
    const visit = await paidVisit('WELCOME200');
    const done = await cancel(visit, [1]);
    expect(done.refundPaise).toBe(24_908);
    await sweepRefunds(world, later(3));
    const after = await stateOf(visit);
    expect(after.master.status).toBe('partially_cancelled');
    expect(after.parts.map((part) => [part.status, part.ics_sequence])).toEqual([['confirmed', 0], ['cancelled', 1], ['confirmed', 0]]);
    expect(after.refunds.map((refund) => [refund.status, refund.amount_paise])).toEqual([['processed', 24_908]]);
    expect(after.atGateway.map((refund) => [refund.amount, refund.receipt])).toEqual([[24_908, after.refunds[0]!.id]]);
    expect(after.balance('customer_deposits')).toBe(-(66_561 + 8_331));
    expect([after.balance('refunds_payable'), after.balance('refunds_in_transit'), after.total]).toEqual([0, 0, 0]);
    const claims = await world.db.selectFrom('calendar_claim').selectAll().where('individual_booking_id', '=', visit.parts[1]!.id).execute();
    expect(claims).toEqual([]);
  });

  it('closes exactly on what was captured, part by part', async () => {
    const visit = await paidVisit('WELCOME200');
    for (const index of [2, 0, 1]) await cancel(visit, [index]);
    await sweepRefunds(world, later(3));
    const after = await stateOf(visit);
    expect(after.master.status).toBe('cancelled');
    expect(after.atGateway.reduce((sum, refund) => sum + refund.amount, 0)).toBe(99_800);
    expect([after.balance('customer_deposits'), after.balance('refunds_payable'), after.total]).toEqual([0, 0, 0]);
  });

  it('pays what was shown, also when a deadline passes while it is read', async () => {
    const visit = await paidVisit();
    const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [visit.parts[0]!.id], followUps: 'cancel', actor: visit.actor, now: new Date(visit.parts[0]!.starts_at.getTime() - 24 * 60 * MINUTE_MS) });
    if (!quote.ok) throw new Error(quote.refusal.message);
    expect(quote.value.result.refundPaise).toBe(79_900);
    const nineMinutesLater = new Date(visit.parts[0]!.starts_at.getTime() - (24 * 60 - 9) * MINUTE_MS);
    expect(await cancelBookings(world.db, { quoteId: quote.value.id, actor: visit.actor, reason: 'patient_asked', note: null, now: nineMinutesLater })).toMatchObject({ ok: true, value: { refundPaise: 79_900 } });
  });

  it('refuses a stale, a used and a foreign quote, and offers a new one', async () => {
    const visit = await paidVisit();
    const ask = (minutes: number) => quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [visit.parts[1]!.id], followUps: null, actor: visit.actor, now: later(minutes) });
    const quote = await ask(0);
    if (!quote.ok) throw new Error('refused');
    const order = { quoteId: quote.value.id, actor: visit.actor, reason: 'patient_asked' as const, note: null };
    const stranger = { kind: 'patient' as const, id: await world.patient() };
    expect(await cancelBookings(world.db, { ...order, actor: stranger, now: later(1) })).toMatchObject({ ok: false, refusal: { code: 'no_such_quote' } });
    const stale = await cancelBookings(world.db, { ...order, now: later(11) });
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'quote_stale', newQuoteId: expect.any(String) } });
    const renewed = !stale.ok && 'newQuoteId' in stale.refusal ? stale.refusal.newQuoteId! : '';
    expect(await cancelBookings(world.db, { ...order, quoteId: renewed, now: later(12) })).toMatchObject({ ok: true });
    expect(await cancelBookings(world.db, { ...order, quoteId: renewed, now: later(12) })).toMatchObject({ ok: false, refusal: { code: 'quote_used' } });
  });

  it('turns twenty identical requests into one refund', async () => {
    const visit = await paidVisit();
    const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [visit.parts[0]!.id, visit.parts[2]!.id], followUps: null, actor: visit.actor, now: later(1) });
    if (!quote.ok) throw new Error('refused');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => cancelBookings(world.db, { quoteId: quote.value.id, actor: visit.actor, reason: 'patient_asked', note: null, now: later(1) })));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const { refunds } = await stateOf(visit);
    await Promise.all(Array.from({ length: 20 }, () => sendRefund(world, { refundId: refunds[0]!.id, now: later(2) })));
    expect((await stateOf(visit)).atGateway.map((refund) => refund.amount)).toEqual([89_900]);
  });

  it('never returns more than was captured under twenty different requests at once', async () => {
    const visit = await paidVisit();
    const quotes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const set = visit.parts.filter((__, part) => ((index % 7) + 1) & (1 << part)).map((part) => part.id);
        return quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: set, followUps: 'cancel', actor: visit.actor, now: later(1) });
      }),
    );
    const outcomes = await Promise.all(quotes.map((quote) => (quote.ok ? cancelBookings(world.db, { quoteId: quote.value.id, actor: visit.actor, reason: 'patient_asked', note: null, now: later(1) }) : null)));
    expect(outcomes.some((outcome) => outcome?.ok)).toBe(true);
    await Promise.all([sweepRefunds(world, later(3)), sweepRefunds(world, later(3))]);
    const after = await stateOf(visit);
    const returned = after.atGateway.reduce((sum, refund) => sum + refund.amount, 0);
    expect(returned).toBeLessThanOrEqual(119_800);
    expect(returned).toBe(after.parts.filter((part) => part.status === 'cancelled').reduce((sum, part) => sum + part.paid_paise, 0));
  });
});

describe('sending a refund', () => {
  async function requested() {
    const visit = await paidVisit();
    await cancel(visit, [1]);
    const { refunds } = await stateOf(visit);
    return { visit, refundId: refunds[0]!.id };
  }

  it.each(['reply_lost', 'bad_gateway_after_commit', 'truncated', 'bad_gateway_before_commit', 'reset', 'rate_limited'] as const)('ends in exactly one refund after %s', async (kind) => {
    const { visit, refundId } = await requested();
    await world.emulator.admin.setFault({ kind, method: 'POST', path: '/v1/payments/*/refund', times: 1 });
    await sendRefund(world, { refundId, now: later(2) });
    expect((await stateOf(visit)).refunds[0]!.status).toBe('outcome_unknown');
    await sweepRefunds(world, later(2));
    expect((await stateOf(visit)).refunds[0]!.status).toBe('outcome_unknown');
    await sweepRefunds(world, later(10));
    const after = await stateOf(visit);
    expect(after.refunds.map((refund) => refund.status)).toEqual(['processed']);
    expect(after.atGateway).toHaveLength(1);
    expect([after.balance('refunds_payable'), after.balance('refunds_in_transit'), after.total]).toEqual([0, 0, 0]);
  });

  it('ends in exactly one refund when the worker dies before and after the call', async () => {
    const { visit, refundId } = await requested();
    // Dead right after the claim: nothing was sent.
    await world.db.updateTable('refund').set({ status: 'sending', claimed_at: later(2), tries: 1 }).where('id', '=', refundId).execute();
    await sendRefund(world, { refundId, now: later(2) });
    expect((await stateOf(visit)).atGateway).toHaveLength(0);
    await sweepRefunds(world, later(4));
    expect((await stateOf(visit)).atGateway).toHaveLength(1);

    // Dead after Razorpay took it and before we wrote that down.
    const second = await requested();
    const row = (await stateOf(second.visit)).refunds[0]!;
    await world.gateway.createRefund({ gatewayPaymentId: row.gateway_payment_id, amountPaise: row.amount_paise, receipt: row.id, idempotencyKey: row.idempotency_key });
    await world.db.updateTable('refund').set({ status: 'sending', claimed_at: later(2), tries: 1 }).where('id', '=', row.id).execute();
    await sweepRefunds(world, later(4));
    const after = await stateOf(second.visit);
    expect([after.refunds[0]!.status, after.atGateway.length]).toEqual(['processed', 1]);
  });

  it('learns the bank’s reference by itself, though no event tells it', async () => {
    const { visit, refundId } = await requested();
    await sendRefund(world, { refundId, now: later(2) });
    const sent = (await stateOf(visit)).refunds[0]!;
    expect(sent).toMatchObject({ status: 'processed', bank_reference: null });
    await world.emulator.admin.giveArn(sent.gateway_refund_id!);
    await sweepRefunds(world, later(5 * 60));
    expect((await stateOf(visit)).refunds[0]!.bank_reference).toBeNull();
    await sweepRefunds(world, later(6 * 60 + 5));
    expect((await stateOf(visit)).refunds[0]).toMatchObject({ bank_reference: expect.stringMatching(/\d{6,}/), next_try_at: null });
  });

  it('waits for balance, tells the admins once, and goes on by itself', async () => {
    const { visit, refundId } = await requested();
    await world.emulator.admin.setSettings({ lowBalance: 'clear' });
    await sendRefund(world, { refundId, now: later(2) });
    expect((await stateOf(visit)).refunds[0]).toMatchObject({ status: 'requested', waiting_for: 'balance' });
    await sweepRefunds(world, later(4));
    const alerts = await world.db.selectFrom('outbox_message').selectAll().where('payload', 'like', `%refund-alert%${refundId}%`).execute();
    expect(alerts).toHaveLength(1);
    await world.emulator.admin.setSettings({ lowBalance: 'off' });
    await sweepRefunds(world, later(60));
    expect((await stateOf(visit)).refunds[0]!.status).toBe('processed');
  });

  it('parks one that failed at the bank, and lets an admin send it again or pay by transfer', async () => {
    const { visit, refundId } = await requested();
    await world.emulator.admin.setSettings({ refundMode: 'pending' });
    await sendRefund(world, { refundId, now: later(2) });
    await world.emulator.admin.settleRefund((await stateOf(visit)).refunds[0]!.gateway_refund_id!, 'failed');
    const paymentId = (await stateOf(visit)).refunds[0]!.gateway_payment_id;
    await lookAtRefunds(world, { gatewayPaymentId: paymentId, now: later(3) });
    const failed = (await stateOf(visit)).refunds[0]!;
    expect(failed).toMatchObject({ status: 'failed', parked_reason: expect.stringContaining('bank') });
    expect((await stateOf(visit)).balance('refunds_payable')).toBe(-29_900);

    const adminId = world.seeded.logins.kavita.id;
    await world.emulator.admin.setSettings({ refundMode: 'processed' });
    expect(await sendParkedAgain(world.db, { refundId, adminId, now: later(4) })).toMatchObject({ ok: true });
    await sweepRefunds(world, later(6));
    const again = await stateOf(visit);
    expect(again.refunds.map((refund) => refund.status)).toEqual(['failed', 'processed']);
    expect(again.balance('refunds_payable')).toBe(0);
    expect(await notePaidByTransfer(world.db, { refundId, adminId, reference: 'UTR1', now: later(7) })).toMatchObject({ ok: false });
  });

  it('books a refund made in the dashboard, counts it as spent, and shows it', async () => {
    const visit = await paidVisit();
    const paymentId = (await world.db.selectFrom('payment_transaction').select('gateway_payment_id').where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow()).gateway_payment_id!;
    await world.emulator.admin.refundFromDashboard({ payment_id: paymentId, amount: 100_000 });
    await Promise.all(Array.from({ length: 4 }, () => lookAtRefunds(world, { gatewayPaymentId: paymentId, now: later(1) })));
    const after = await stateOf(visit);
    expect(after.refunds.map((refund) => [refund.kind, refund.status, refund.amount_paise])).toEqual([['external', 'processed', 100_000]]);
    expect(after.total).toBe(0);
    const open = await world.db.selectFrom('discrepancy').selectAll().where('master_booking_id', '=', visit.masterBookingId).execute();
    expect(open.map((each) => [each.kind, each.actual_paise])).toEqual([['refund_made_elsewhere', 100_000]]);
    const rest = await cancel(visit, [0, 1, 2], 2);
    expect(rest.refundPaise).toBe(19_800);
    const told = { id: 'rfnd_AAAAAAAAAAAAAA', payment_id: 'pay_AAAAAAAAAAAAAA', amount: 1, currency: 'INR', status: 'processed' as const, created_at: 1 };
    await bookExternalRefund(world.db, { told, now: later(2) });
  });
});

describe('an admin’s override', () => {
  async function wishFor(visit: Paid, index: number, change: Partial<OverrideWish>): Promise<OverrideWish> {
    return { masterBookingId: visit.masterBookingId, partId: visit.parts[index]!.id, amountPaise: 10_000, expectedRemainderPaise: visit.parts[index]!.paid_paise, reason: 'complaint', note: 'The doctor was late', alsoCancel: false, ...change };
  }

  it('returns goodwill, refuses a stale screen and more than is left', async () => {
    const visit = await paidVisit();
    const adminId = world.seeded.logins.kavita.id;
    expect(await overrideRefund(world.db, { adminId, wish: await wishFor(visit, 0, {}), now: later(1) })).toMatchObject({ ok: true, value: { kind: 'requested' } });
    expect(await overrideRefund(world.db, { adminId, wish: await wishFor(visit, 0, {}), now: later(1) })).toMatchObject({ ok: false, refusal: { code: 'stale_screen' } });
    expect(await overrideRefund(world.db, { adminId, wish: await wishFor(visit, 0, { amountPaise: 69_901, expectedRemainderPaise: 69_900 }), now: later(1) })).toMatchObject({ ok: false, refusal: { code: 'too_much' } });
    await cancel(visit, [0], 2);
    await sweepRefunds(world, later(5));
    const after = await stateOf(visit);
    expect(after.atGateway.reduce((sum, refund) => sum + refund.amount, 0)).toBe(79_900);
    expect([after.balance('goodwill_refunds'), after.balance('customer_deposits'), after.total]).toEqual([0, -39_900, 0]);
  });

  it('waives a kept fee as a new refund', async () => {
    const visit = await paidVisit();
    const late = new Date(visit.parts[0]!.starts_at.getTime() - 5 * 60 * MINUTE_MS);
    const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [visit.parts[0]!.id], followUps: null, actor: visit.actor, now: late });
    if (!quote.ok) throw new Error('refused');
    await cancelBookings(world.db, { quoteId: quote.value.id, actor: visit.actor, reason: 'patient_asked', note: null, now: late });
    expect((await stateOf(visit)).parts[0]!.kept_fee_paise).toBe(39_950);
    const wish = await wishFor(visit, 0, { amountPaise: 39_950, expectedRemainderPaise: 39_950 });
    expect(await overrideRefund(world.db, { adminId: world.seeded.logins.kavita.id, wish, now: late })).toMatchObject({ ok: true });
    const after = await stateOf(visit);
    expect([after.parts[0]!.kept_fee_paise, after.balance('kept_fee_revenue'), after.balance('provider_payable'), after.total]).toEqual([0, 0, 0, 0]);
    expect(after.refunds.map((refund) => [refund.kind, refund.amount_paise]).toSorted()).toEqual([['cancellation', 39_950], ['override', 39_950]]);
  });

  it('needs a second admin above the limit, and only one of them', async () => {
    await world.db.updateTable('service').set({ list_price_paise: 500_000 }).where('id', '=', world.seeded.doctors.rao.consultation.id).execute();
    const visit = await paidVisit();
    await world.db.updateTable('service').set({ list_price_paise: 79_900 }).where('id', '=', world.seeded.doctors.rao.consultation.id).execute();
    const [first, second] = [world.seeded.logins.kavita.id, world.seeded.logins.rohan.id];
    const wish = await wishFor(visit, 0, { amountPaise: 300_000, alsoCancel: true });
    const asked = await overrideRefund(world.db, { adminId: first, wish, now: later(1) });
    if (!asked.ok || asked.value.kind !== 'waits_for_approval') throw new Error('not asked');
    const { approvalId } = asked.value;
    expect((await stateOf(visit)).refunds).toHaveLength(0);
    expect(await decideApproval(world.db, { approvalId, adminId: first, grant: true, now: later(2) })).toMatchObject({ ok: false, refusal: { code: 'same_admin' } });
    const decisions = await Promise.all(Array.from({ length: 4 }, () => decideApproval(world.db, { approvalId, adminId: second, grant: true, now: later(3) })));
    expect(decisions.filter((each) => each.ok)).toHaveLength(1);
    const after = await stateOf(visit);
    expect(after.refunds.map((refund) => [refund.kind, refund.amount_paise])).toEqual([['override', 300_000]]);
    expect([after.parts[0]!.status, after.parts[0]!.kept_fee_paise, after.total]).toEqual(['cancelled', 200_000, 0]);
  });
});
