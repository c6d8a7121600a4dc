import { expect } from 'vitest';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { sweepPayouts } from '#app/use-cases/sweep-payouts.server.ts';
import type { PayoutStatus } from '#app/domain/payout.ts';
import { applyWebhook } from '#app/use-cases/apply-webhook.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { newId } from '#db/new-id.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { knowPayees } from './know-payees.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';
import { accountNumber, register, submit, type Payee } from './payee-world.ts';

/** ₹25 lakh. */
const LOADED_PAISE = 250_000_000;
/** Longer than the emulator's bank takes. */
const BANK_SECONDS = 5;

/** The trouble world whose emulator knows the seeded accounts and has money for them. */
export async function openPayoutWorld(now = new Date()): Promise<TroubleWorld> {
  const world = await openWorld(now);
  await knowPayees(world);
  await world.emulator.admin.loadBalance(LOADED_PAISE);
  return world;
}

/** A service that was given, and the payout it made. */
export interface Given {
  readonly masterBookingId: string;
  readonly patientId: string;
  readonly bookingId: string;
  readonly providerId: string;
  readonly payoutId: string;
  /** When it was completed; the clock of everything after. */
  readonly at: Date;
}

/** A visit of one consultation with Rao, bought and given; `turn` picks its time. */
export async function given(world: TroubleWorld, turn: number): Promise<Given> {
  const { rao } = world.seeded.doctors;
  const [consultation] = await world.goldenWishes(turn);
  const patientId = await world.patient();
  const { masterBookingId } = await world.paid(patientId, [consultation!]);
  const part = await world.db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  return { masterBookingId, patientId, bookingId: part.id, ...(await complete(world, part.id, rao.id, consultation!.startsAt)) };
}

export async function complete(world: TroubleWorld, bookingId: string, providerId: string, at: Date): Promise<{ providerId: string; payoutId: string; at: Date }> {
  const done = await completeBooking(world.db, { bookingId, providerId, actor: { kind: 'provider', id: world.seeded.logins.rao.id }, now: at });
  if (!done.ok) throw new Error(done.refusal.message);
  const payout = await world.db.selectFrom('payout').select('id').where('individual_booking_id', '=', bookingId).executeTakeFirstOrThrow();
  return { providerId, payoutId: payout.id, at };
}

export async function payoutOf(world: TroubleWorld, { payoutId }: Pick<Given, 'payoutId'>): Promise<PayoutRow> {
  return world.db.selectFrom('payout').selectAll().where('id', '=', payoutId).executeTakeFirstOrThrow();
}

export function attemptsOf(world: TroubleWorld, { payoutId }: Pick<Given, 'payoutId'>) {
  return world.db.selectFrom('payout_attempt').selectAll().where('payout_id', '=', payoutId).orderBy('number').execute();
}

/** What the worker's clock does, `minutes` after the service was given. */
export async function sweep(world: TroubleWorld, { at }: Pick<Given, 'at'>, minutes = 0): Promise<void> {
  await sweepPayouts(world, () => minutesAfter(at, minutes));
}

/** Sent, carried out by the bank, and asked for. */
export async function sendAndAsk(world: TroubleWorld, of: Given, minutes = 0): Promise<PayoutRow> {
  await sweep(world, of, minutes);
  await bankWorks(world);
  await sweep(world, of, minutes + 31);
  return payoutOf(world, of);
}

export async function bankWorks(world: TroubleWorld, seconds = BANK_SECONDS): Promise<void> {
  await world.emulator.admin.advance(seconds);
}

/** What RazorpayX has under our reference, oldest first. */
export async function atGateway(world: TroubleWorld, { payoutId }: Pick<Given, 'payoutId'>) {
  const { x } = await world.emulator.admin.state();
  return x.payouts.filter((payout) => payout.reference_id === payoutId).toReversed();
}

/** Rao gives another account, whose last two digits say how the emulator's bank treats it, and has it checked. */
export async function useAccount(world: TroubleWorld, end: string): Promise<void> {
  const payee: Payee = { providerId: world.seeded.doctors.rao.id, accountId: world.seeded.logins.rao.id, name: world.seeded.doctors.rao.name };
  // Else a day of tests would be more changes than a day may bring.
  await world.db.updateTable('payout_account').set({ created_at: minutesAfter(world.now, -3 * DAY_MINUTES) }).where('provider_id', '=', payee.providerId).execute();
  const given = await submit(world, payee, { account: { number: accountNumber(end) } });
  if (!given.ok) throw new Error(given.refusal.message);
  await register(world, payee);
  await bankWorks(world);
  await register(world, payee, 3);
}

/** An event as RazorpayX would send it; only what it is about is believed. */
export async function hear(world: TroubleWorld, name: string, entity: { id: string; status: PayoutStatus | string }, now: Date): Promise<string> {
  const gatewayEventId = `evt_${newId()}`;
  const rawBody = JSON.stringify({ entity: 'event', event: name, payload: { [name.split('.')[0]!]: { entity } } });
  await receiveWebhook(world.db, { channel: 'x', rawBody, gatewayEventId, now });
  const { id } = await world.db.selectFrom('webhook_event').select('id').where('gateway_event_id', '=', gatewayEventId).executeTakeFirstOrThrow();
  await applyWebhook(world, { webhookEventId: id, now });
  return (await world.db.selectFrom('webhook_event').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
}

/** A provider's account in three places that must agree: its lines, its rows and RazorpayX. Paise; owed is positive. */
export async function balancesOf(world: TroubleWorld, providerId: string) {
  const entries = await world.db.selectFrom('ledger_entry').select(['account', 'amount_paise']).where('provider_id', '=', providerId).execute();
  const on = (account: string) => entries.filter((entry) => entry.account === account).reduce((sum, entry) => sum + entry.amount_paise, 0);
  const payouts = await world.db.selectFrom('payout').selectAll().where('provider_id', '=', providerId).execute();
  const clawbacks = await world.db.selectFrom('clawback').select(['amount_paise', 'open_paise', 'written_off_paise']).where('provider_id', '=', providerId).execute();
  const owed = payouts.filter((payout) => payout.status !== 'processed').reduce((sum, payout) => sum + payout.amount_paise, 0);
  return {
    ledgerPaise: 0 - on('provider_payable'),
    rowsPaise: owed - clawbacks.reduce((sum, clawback) => sum + clawback.open_paise, 0),
    transitPaise: on('payouts_in_transit'),
    negative: payouts.filter((payout) => payout.amount_paise < 0).length,
  };
}

/** What our books say we have at RazorpayX, without the loads that only webhooks tell. */
export async function spentFromX(world: TroubleWorld): Promise<number> {
  const entries = await world.db.selectFrom('ledger_entry').select('amount_paise').where('account', '=', 'razorpayx_balance').execute();
  return 0 - entries.reduce((sum, entry) => sum + entry.amount_paise, 0);
}

export const LOADED = LOADED_PAISE;

/** A provider's account says alike everywhere, nothing is negative, and nobody was paid twice. What is on its way, in paise. */
export async function expectTied(world: TroubleWorld, providerId = world.seeded.doctors.rao.id): Promise<number> {
  const { ledgerPaise, rowsPaise, transitPaise, negative } = await balancesOf(world, providerId);
  expect([ledgerPaise, negative]).toEqual([rowsPaise, 0]);
  const { referencesPaidTwice, statementFaults, payoutRequestsWithoutKey } = await world.emulator.admin.assertions();
  expect({ referencesPaidTwice, statementFaults, payoutRequestsWithoutKey }).toEqual({ referencesPaidTwice: [], statementFaults: [], payoutRequestsWithoutKey: 0 });
  return transitPaise;
}

/** What the ledger was told about a payout, sorted. */
export async function postingsOf(world: TroubleWorld, { payoutId }: Pick<Given, 'payoutId'>): Promise<string[]> {
  const rows = await world.db
    .selectFrom('ledger_entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'ledger_entry.posting_id')
    .select('posting.event')
    .where('payout_id', '=', payoutId)
    .groupBy(['posting.id', 'posting.event'])
    .execute();
  return rows.map(({ event }) => event).toSorted();
}

/** Templates of the mails asked for about something, sorted. */
export async function mailsAbout(world: TroubleWorld, id: string): Promise<string[]> {
  const rows = await world.db.selectFrom('outbox_message').select('payload').where('task', '=', 'send-mail').where('payload', 'like', `%${id}%`).execute();
  return rows.map(({ payload }) => JSON.parse(payload).template).toSorted();
}
