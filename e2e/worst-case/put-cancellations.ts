import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import type { RefundStatus } from '#app/domain/refund.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { SeededWorld } from '#db/seed/world.ts';
import { CROWD } from './put-crowd.ts';
import { NOTE, REFERENCE } from './texts.ts';

const STATUSES: readonly RefundStatus[] = ['processed', 'failed', 'outcome_unknown', 'pending', 'requested', 'sending'];

/** Meera cancels one of three, and is asked about the next; the desk returns money; refunds and clawbacks stand in every state. */
export async function putCancellations(db: Database, world: SeededWorld, now: Date): Promise<void> {
  const meera = { kind: 'patient' as const, id: world.patients.meera.id };
  const visit = await comingVisitOf(db, meera.id);
  const parts = await db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.id).orderBy('position').execute();
  const quote = async (id: string) => {
    const quoted = await quoteCancellation(db, { masterBookingId: visit.id, partIds: [id], followUps: null, actor: meera, now });
    if (!quoted.ok) throw new Error(quoted.refusal.message);
    return quoted.value.id;
  };
  const done = await cancelBookings(db, { quoteId: await quote(parts[1]!.id), actor: meera, reason: 'patient_asked', note: null, now });
  if (!done.ok) throw new Error(done.refusal.message);
  await quote(parts[2]!.id);
  await askForApproval(db, world, now);
  const refund = await db.selectFrom('refund').selectAll().where('master_booking_id', '=', visit.id).executeTakeFirstOrThrow();
  await db.updateTable('refund').set({ parked_reason: null, bank_reference: REFERENCE.slice(0, 60) }).where('id', '=', refund.id).execute();
  await putRefundsOfCrowd(db, refund.id, world, now);
}

export function comingVisitOf(db: Database, patientId: string) {
  return db.selectFrom('master_booking').select(['id', 'code']).where('patient_id', '=', patientId).where('confirmed_at', 'is not', null).orderBy('created_at', 'desc').executeTakeFirstOrThrow();
}

async function askForApproval(db: Database, { logins }: SeededWorld, now: Date): Promise<void> {
  const part = await db.selectFrom('individual_booking').selectAll().where('status', '=', 'completed').where('paid_paise', '>', 0).orderBy('starts_at', 'desc').executeTakeFirstOrThrow();
  const wish = { masterBookingId: part.master_booking_id, partId: part.id, amountPaise: part.paid_paise, expectedRemainderPaise: part.paid_paise, reason: 'complaint', note: NOTE.slice(0, 500), alsoCancel: false } as const;
  const asked = await overrideRefund(db, { adminId: logins.kavita.id, wish, now });
  if (!asked.ok) throw new Error(asked.refusal.message);
  const [open] = await db.selectFrom('refund_approval').selectAll().execute();
  await db.insertInto('refund_approval').values({ ...open!, id: newId(), decided_by: logins.rohan.id, decided_at: now, decision: 'denied' }).execute();
}

/** The oldest of the crowd got their money back, each refund in another state and with a clawback. */
async function putRefundsOfCrowd(db: Database, likeRefundId: string, { doctors, logins }: SeededWorld, now: Date): Promise<void> {
  const like = await db.selectFrom('refund').selectAll().where('id', '=', likeRefundId).executeTakeFirstOrThrow();
  const crowd = await db
    .selectFrom('individual_booking as part')
    .innerJoin('payment_transaction as payment', 'payment.master_booking_id', 'part.master_booking_id')
    .select(['part.id', 'part.master_booking_id', 'part.paid_paise', 'payment.id as payment_id', 'payment.gateway_payment_id'])
    .where('part.provider_id', '=', doctors.rao.id)
    .orderBy('part.starts_at')
    .limit(CROWD)
    .execute();
  for (const [index, status] of STATUSES.entries()) {
    const part = crowd[index]!;
    const id = newId();
    const told = { note: NOTE.slice(0, 500), bank_reference: REFERENCE.slice(0, 60), gateway_refund_id: `rfnd_OfWorstCase0${index}`, tries: 3, sent_at: now };
    const state = { status, kind: 'override' as const, parked_reason: status === 'failed' ? NOTE.slice(0, 300) : null, waiting_for: status === 'requested' ? ('balance' as const) : null };
    await db
      .insertInto('refund')
      .values({ ...like, ...told, ...state, id, master_booking_id: part.master_booking_id, payment_transaction_id: part.payment_id, gateway_payment_id: part.gateway_payment_id!, idempotency_key: crypto.randomUUID(), amount_paise: part.paid_paise, cancellation_id: null })
      .execute();
    await db.insertInto('refund_line').values({ refund_id: id, individual_booking_id: part.id, amount_paise: part.paid_paise }).execute();
    await db.insertInto('refund_attempt').values({ refund_id: id, number: 1, started_at: now, ended_at: now, outcome: 'refused', detail: NOTE.slice(0, 300) }).execute();
    const closed = index % 2 === 1;
    await db
      .insertInto('clawback')
      .values({
        id: newId(), provider_id: doctors.rao.id, individual_booking_id: part.id, master_booking_id: part.master_booking_id, refund_id: id, amount_paise: part.paid_paise, open_paise: closed ? 0 : part.paid_paise,
        written_off_paise: closed ? part.paid_paise : 0, written_off_by: closed ? logins.kavita.id : null, write_off_reason: closed ? NOTE.slice(0, 300) : null, created_at: now, escalated_at: now, closed_at: closed ? now : null,
        // One that whoever looks has asked for, and one that another has.
        ...(!closed && { write_off_asked_by: index % 4 === 0 ? logins.kavita.id : logins.rohan.id, write_off_asked_at: now, write_off_ask_reason: NOTE.slice(0, 300) }),
      })
      .execute();
  }
}
