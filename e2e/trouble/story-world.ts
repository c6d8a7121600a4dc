import { sql } from 'kysely';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import { sweepPayouts } from '#app/use-cases/sweep-payouts.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import type { Database, Trx } from '#db/client.ts';
import { insertRows } from '#db/insert-rows.ts';
import { newId } from '#db/new-id.ts';
import type { Tables } from '#db/tables.ts';
import { freeTimes } from '../free-times.ts';
import type { TroubleWorld } from './open-world.ts';
import { complete, hear } from './payout-world.ts';
import { closeAll, DAYS, FIRST_DAY, goTo, livedFortnight } from './reconcile-world.ts';

/** What a person wrote about somebody's health; no page about money may repeat it. */
export const HEALTH_NOTE = 'Pain in the chest since Monday';
export const ARN = '7401234567890123';
export const PHONE = '+919812345678';
const AFTER = minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES);

/** A visit, by the ids that people quote. */
export type Named = Awaited<ReturnType<typeof namesOf>>;

export interface StoryWorld extends TroubleWorld {
  /** Paid, in part returned, given, paid out, settled. */
  readonly whole: Named;
  /** Returned after it was paid out: its provider owes. */
  readonly clawed: Named;
  /** Its payout paid the clawback of `clawed`. */
  readonly netting: Named;
  readonly cancelled: Named;
  readonly settlement: { readonly id: string; readonly utr: string };
}

/** Two lived weeks and what can follow a payout, every day of it closed. */
export async function openStoryWorld(): Promise<StoryWorld> {
  const world = await livedFortnight(4, 1);
  const visits = await world.db.selectFrom('master_booking').select('id').where('status', '=', 'completed').orderBy('created_at').execute();
  const refunded = await world.db.selectFrom('refund').select(['id', 'master_booking_id', 'gateway_payment_id']).executeTakeFirstOrThrow();
  await world.db.updateTable('refund').set({ bank_reference: ARN }).where('id', '=', refunded.id).execute();
  await world.db.updateTable('patient').set({ phone: PHONE }).where('id', '=', world.db.selectFrom('master_booking').select('patient_id').where('id', '=', refunded.master_booking_id)).execute();
  const clawedId = visits.find(({ id }) => id !== refunded.master_booking_id)!.id;
  await clawBack(world, clawedId);
  // First what happens first: the emulator's clock is moved on by what is given.
  const cancelledId = await cancelledLater(world);
  const nettingId = await givenLater(world);
  await goTo(world, minutesAfter(AFTER, 8 * DAY_MINUTES));
  await closeAll(world, DAYS + 8);
  await tellAbout(world, refunded.master_booking_id);
  const settlement = await world.db
    .selectFrom('recon_item')
    .select(['settlement_id as id', 'settlement_utr as utr'])
    .where('entity_id', '=', refunded.gateway_payment_id)
    .executeTakeFirstOrThrow();
  return {
    ...world,
    whole: await namesOf(world, refunded.master_booking_id), clawed: await namesOf(world, clawedId), netting: await namesOf(world, nettingId), cancelled: await namesOf(world, cancelledId),
    settlement: { id: settlement.id!, utr: settlement.utr! },
  };
}

async function namesOf({ db }: TroubleWorld, id: string) {
  const visit = await db
    .selectFrom('master_booking as master')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .innerJoin('individual_booking as part', 'part.master_booking_id', 'master.id')
    .innerJoin('payment_transaction as payment', 'payment.master_booking_id', 'master.id')
    .leftJoin('refund', 'refund.master_booking_id', 'master.id')
    .leftJoin('payout', 'payout.master_booking_id', 'master.id')
    .leftJoin('payout_attempt as attempt', 'attempt.payout_id', 'payout.id')
    .leftJoin('statement_line as line', 'line.gateway_payout_id', 'attempt.gateway_payout_id')
    .select(['master.id', 'master.code', 'account.email', 'part.id as partId', 'payment.gateway_order_id as order', 'payment.gateway_payment_id as payment', 'refund.id as refundId', 'refund.gateway_refund_id as refund'])
    .select(['payout.id as payoutId', 'attempt.gateway_payout_id as payout', 'attempt.utr', 'line.id as statementLine'])
    .where('master.id', '=', id)
    .executeTakeFirstOrThrow();
  return visit;
}

async function giveBack(world: TroubleWorld, masterBookingId: string): Promise<string> {
  const [part] = await getCancellableParts(world.db, masterBookingId);
  const wish = { masterBookingId, partId: part!.id, amountPaise: 10_000, expectedRemainderPaise: effectivePaidPaise(part!) - part!.refundedPaise, reason: 'complaint' as const, note: HEALTH_NOTE, alsoCancel: false };
  const done = await overrideRefund(world.db, { adminId: world.seeded.logins.kavita.id, wish, now: AFTER });
  if (!done.ok) throw new Error(done.refusal.message);
  const { id } = await world.db.selectFrom('refund').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  return id;
}

async function clawBack(world: TroubleWorld, masterBookingId: string): Promise<void> {
  await sendRefund(world, { refundId: await giveBack(world, masterBookingId), now: minutesAfter(AFTER, 1) });
}

async function bookLater(world: TroubleWorld, turn: number) {
  const { rao } = world.seeded.doctors;
  const times = await freeTimes(world.db, rao.consultation, rao.clinicIds[0]!, AFTER, 5);
  const startsAt = times[turn]!;
  const patientId = await world.patient();
  const { masterBookingId } = await world.paid(patientId, [{ service: rao.consultation, clinicId: rao.clinicIds[0]!, startsAt }], undefined, minutesAfter(AFTER, 2 + turn));
  const { id } = await world.db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  return { masterBookingId, patientId, partId: id, startsAt, providerId: rao.id };
}

async function givenLater(world: TroubleWorld): Promise<string> {
  const { masterBookingId, partId, providerId, startsAt } = await bookLater(world, 0);
  await goTo(world, startsAt);
  await complete(world, partId, providerId, startsAt);
  await sweepPayouts(world, () => startsAt);
  await goTo(world, minutesAfter(startsAt, 40));
  await sweepPayouts(world, () => minutesAfter(startsAt, 40));
  return masterBookingId;
}

async function cancelledLater(world: TroubleWorld): Promise<string> {
  const { masterBookingId, partId, patientId } = await bookLater(world, 1);
  const actor = { kind: 'patient' as const, id: patientId };
  const at = minutesAfter(AFTER, 10);
  const quote = await quoteCancellation(world.db, { masterBookingId, partIds: [partId], followUps: null, actor, now: at });
  if (!quote.ok) throw new Error(quote.refusal.message);
  const done = await cancelBookings(world.db, { quoteId: quote.value.id, actor, reason: 'patient_asked', note: HEALTH_NOTE, now: at });
  if (!done.ok) throw new Error(done.refusal.message);
  const { id } = await world.db.selectFrom('refund').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  await sendRefund(world, { refundId: id, now: minutesAfter(AFTER, 11) });
  return masterBookingId;
}

/** A webhook of each channel, a mail, and a difference that was closed. */
async function tellAbout(world: TroubleWorld, masterBookingId: string): Promise<void> {
  const { order, payment, payout } = await namesOf(world, masterBookingId);
  const entity = { id: payment, order_id: order, entity: 'payment' };
  await receiveWebhook(world.db, { channel: 'pg', rawBody: JSON.stringify({ entity: 'event', event: 'payment.captured', payload: { payment: { entity } } }), gatewayEventId: 'evt_story', now: AFTER });
  await hear(world, 'payout.processed', { id: payout!, status: 'processed' }, AFTER);
  await world.db.insertInto('sent_mail').values({ message_id: '<story@onevisit.example>', recipient: 'asha@example.org', subject: 'Your visit is confirmed', master_booking_id: masterBookingId, sent_at: AFTER }).execute();
  await world.db
    .insertInto('discrepancy')
    .values({ id: newId(), kind: 'fee_differs', subject_id: payment!, master_booking_id: masterBookingId, expected_paise: 1, actual_paise: 2, note: HEALTH_NOTE, opened_at: AFTER, resolved_at: AFTER, resolution: 'ignored' })
    .execute();
  await world.db
    .insertInto('refund_approval')
    .values({ id: newId(), master_booking_id: masterBookingId, body: '{}', amount_paise: 1, asked_by: world.seeded.logins.kavita.id, asked_at: AFTER, decided_by: null, decided_at: AFTER, decision: 'denied' })
    .execute();
}

const GROWN = [
  'account', 'patient', 'session', 'master_booking', 'individual_booking', 'payment_transaction', 'payment_attempt', 'refund', 'cancellation', 'refund_approval', 'payout', 'payout_attempt', 'clawback',
  'clawback_netting', 'ledger_posting', 'ledger_entry', 'status_event', 'webhook_event', 'sent_mail', 'audit_log', 'discrepancy', 'settlement', 'recon_item', 'statement_line',
] as const satisfies readonly (keyof Tables)[];

/** What must not be the same in two rows, or is looked up by. */
const TELLING =
  /^(id|code|email|phone|utr|bank_reference|message_id|token_hash|account_id|entity_id|source_id|actor_id|(settlement|posting|payout|refund|clawback|patient|master_booking|individual_booking|payment_transaction|subject|quote)_id|settlement_utr|gateway_\w+_id|idempotency_key)$/;
const CHUNK_ROWS = 500;
const MARK_LENGTH = 5;
const OLD_DAYS = 730;

/** Years of others' rows, so that a plan that reads whole tables is not the cheap one. Nothing refers to them. */
export async function growOld(db: Database, rowsPerTable: number, tables: readonly (keyof Tables)[] = GROWN): Promise<void> {
  await db.connection().execute(async (one) => {
    await sql`set foreign_key_checks = 0`.execute(one);
    for (const table of tables) {
      const row = (await one.selectFrom(table).selectAll().limit(1).executeTakeFirstOrThrow()) as Record<string, unknown>;
      for (let from = 0; from < rowsPerTable; from += CHUNK_ROWS) await insertRows(one as Trx, table, Array.from({ length: CHUNK_ROWS }, (_, index) => marked(row, from + index)) as never);
      await sql`analyze table ${sql.table(table)}`.execute(one);
    }
    await sql`set foreign_key_checks = 1`.execute(one);
  });
}

/**
 * No id of ours has a `u`, so that no copy meets the row it was made of. Whichever row that is, its copies are years old,
 * an hour apart: were they of today, reading the whole table for today's would be right.
 */
function marked(row: Record<string, unknown>, turn: number): Record<string, unknown> {
  const mark = `u${turn.toString(36).padStart(MARK_LENGTH - 1, '0')}`;
  const copied = (column: string, value: unknown): unknown => {
    if (value instanceof Date) return minutesAfter(value, -(OLD_DAYS * DAY_MINUTES + turn * 60));
    return TELLING.test(column) && typeof value === 'string' ? `${mark}${value.slice(MARK_LENGTH)}` : value;
  };
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, copied(column, value)]));
}
