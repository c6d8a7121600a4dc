import type { TestWorld } from '#app/auth/test-world.ts';
import type { GatewayPayoutStatus } from '#app/domain/payout.ts';
import { claimPayout } from '#app/use-cases/claim-payout.server.ts';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { markNoShow } from '#app/use-cases/mark-no-show.server.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { settlePayout } from '#app/use-cases/settle-payout.server.ts';
import type { Database } from '#db/client.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { insertRows } from '#db/insert-rows.ts';
import { newId, newVisitCode } from '#db/new-id.ts';
import { findLatestAttempt, type PayoutRow } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';

export type Earner = Awaited<ReturnType<typeof openEarner>>;

export const UTR = '123456789012';

/** A provider of the seeded world who earns, is paid and is refunded by the use-cases, at any instant. For tests. */
export async function openEarner(here: TestWorld, login: LoginKey) {
  const { db } = here;
  const account = await here.accountOf(login);
  const adminId = (await here.accountOf('kavita')).id;
  const providerId = account.provider_id!;
  const close = async (deed: typeof completeBooking, at: Date, changes: Changes): Promise<string> => {
    const bookingId = await book(db, providerId, at, changes);
    const done = await deed(db, { bookingId, providerId, actor: { kind: 'provider', id: account.id }, now: at });
    if (!done.ok) throw new Error(done.refusal.message);
    return (await db.selectFrom('payout').select('id').where('individual_booking_id', '=', bookingId).executeTakeFirstOrThrow()).id;
  };
  const earn = (at: Date, changes: Changes = {}) => close(completeBooking, at, changes);
  const claim = (payoutId: string, now: Date) => claimPayout(db, { payoutId, accountNumber: '2323230000000001', now });
  const settle = (payoutId: string, status: GatewayPayoutStatus, now: Date, reason: string | null = null) => settleAs(db, payoutId, { status, reason, now });
  const pay = async (payoutId: string, at: Date): Promise<void> => {
    await claim(payoutId, at);
    await settle(payoutId, 'processed', at);
  };
  const earnAndPay = async (at: Date): Promise<string> => {
    const payoutId = await earn(at);
    await pay(payoutId, at);
    return payoutId;
  };
  return {
    providerId, adminId, earn, claim, settle, pay, earnAndPay,
    missed: (at: Date, keptFeeProviderBps: number) => close(markNoShow, at, { kept_fee_provider_bps: keptFeeProviderBps }),
    refund: (payoutId: string, amountPaise: number, now: Date) => refund(db, { payoutId, amountPaise, adminId, now }),
    copyPayouts: (row: PayoutRow, many: number) => copyPayouts(db, row, many),
  };
}

interface Changes { kept_fee_provider_bps?: number; service_name?: string }

/** A paid booking at that instant, in a visit with a captured payment of its own. */
async function book(db: Database, providerId: string, at: Date, changes: Changes): Promise<string> {
  const part = await db
    .selectFrom('individual_booking')
    .selectAll()
    .where('provider_id', '=', providerId)
    .where('status', 'in', ['confirmed', 'completed'])
    .where('paid_paise', '>', 50_000)
    .executeTakeFirstOrThrow();
  const master = await db.selectFrom('master_booking').selectAll().where('id', '=', part.master_booking_id).executeTakeFirstOrThrow();
  const payment = await db.selectFrom('payment_transaction').selectAll().where('status', '=', 'captured').executeTakeFirstOrThrow();
  const [id, masterId, paymentId] = [newId(), newId(), newId()];
  const pricePaise = part.list_price_paise;
  const mark = paymentId.slice(-14);
  await db.insertInto('master_booking').values({ ...master, id: masterId, code: newVisitCode(), status: 'confirmed', discount_paise: 0, total_paise: pricePaise }).execute();
  await db
    .insertInto('payment_transaction')
    .values({ ...payment, id: paymentId, master_booking_id: masterId, gateway_order_id: `order_${mark}`, gateway_payment_id: `pay_${mark}`, amount_paise: pricePaise })
    .execute();
  const bare = { coupon_share_paise: 0, paid_paise: pricePaise, requalified_paise: 0, regranted_paise: 0, goodwill_paise: 0, kept_fee_paise: 0 };
  await db.insertInto('individual_booking').values({ ...part, status: 'confirmed', completed_at: null, ...bare, ...changes, id, master_booking_id: masterId, position: 1, starts_at: at }).execute();
  return id;
}

/** What RazorpayX says of the latest try. */
async function settleAs(db: Database, payoutId: string, { status, reason, now }: { status: GatewayPayoutStatus; reason: string | null; now: Date }): Promise<void> {
  const attempt = (await findLatestAttempt(db, payoutId))!;
  const told = {
    id: `pout_${attempt.id.slice(-14)}`, amount: attempt.amount_paise, currency: 'INR', status, fees: 590, tax: 90, utr: status === 'processed' ? UTR : null, mode: attempt.mode,
    reference_id: payoutId, notes: { attempt: attempt.id }, status_details: reason === null ? null : { reason }, created_at: Math.floor(now.getTime() / 1_000),
  };
  await settlePayout(db, { told, now });
}

/** An admin returns some of a service's money. */
async function refund(db: Database, { payoutId, amountPaise, adminId, now }: { payoutId: string; amountPaise: number; adminId: string; now: Date }): Promise<void> {
  const part = await db
    .selectFrom('payout')
    .innerJoin('individual_booking as part', 'part.id', 'payout.individual_booking_id')
    .select(['part.id', 'part.master_booking_id', 'part.paid_paise'])
    .where('payout.id', '=', payoutId)
    .executeTakeFirstOrThrow();
  const wish = { masterBookingId: part.master_booking_id, partId: part.id, amountPaise, expectedRemainderPaise: part.paid_paise, reason: 'complaint', note: 'a late start', alsoCancel: false } as const;
  const done = await overrideRefund(db, { adminId, wish, now });
  if (!done.ok) throw new Error(done.refusal.message);
}

/** Rows only, three to an instant, for long lists. */
async function copyPayouts(db: Database, row: PayoutRow, many: number): Promise<string[]> {
  const part = await db.selectFrom('individual_booking').selectAll().where('id', '=', row.individual_booking_id).executeTakeFirstOrThrow();
  const copies = Array.from({ length: many }, (_, index) => ({ ...row, id: newId(), individual_booking_id: newId(), created_at: new Date(row.created_at.getTime() - Math.floor(index / 3)) }));
  await inTransaction(db, async (trx) => {
    await insertRows(trx, 'individual_booking', copies.map((copy) => ({ ...part, id: copy.individual_booking_id })));
    await insertRows(trx, 'payout', copies);
  });
  return copies.map(({ id }) => id);
}
