import type { Database } from '#db/client.ts';
import { insertRows } from '#db/insert-rows.ts';
import { newId, newVisitCode } from '#db/new-id.ts';
import type { SeededWorld } from '#db/seed/world.ts';
import { inTransaction } from '#db/transaction.ts';

export const CROWD = 500;
const DAY_MS = 86_400_000;
const FIRST_DAYS_AGO = 60;

/** Five hundred given and paid visits of Arjun's with Dr Rao, a day apart, behind everything else in the lists. */
export async function putCrowd(db: Database, { doctors, patients }: SeededWorld, now: Date): Promise<void> {
  const part = await db
    .selectFrom('individual_booking')
    .selectAll()
    .where('provider_id', '=', doctors.rao.id)
    .where('status', '=', 'completed')
    .where('service_kind', '=', 'consultation')
    .where('position', '=', 1)
    .orderBy('starts_at')
    .executeTakeFirstOrThrow();
  const master = await db.selectFrom('master_booking').selectAll().where('id', '=', part.master_booking_id).executeTakeFirstOrThrow();
  const payment = await db.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', master.id).executeTakeFirstOrThrow();
  const one = { list_total_paise: part.list_price_paise, discount_paise: 0, total_paise: part.list_price_paise, coupon_id: null, coupon_terms: null, status: 'completed' as const };
  const copies = Array.from({ length: CROWD }, (_, index) => {
    const at = new Date(now.getTime() - (FIRST_DAYS_AGO + index) * DAY_MS);
    const id = newId();
    return {
      master: { ...master, ...one, id, code: newVisitCode(), patient_id: patients.arjun.id, created_at: at, confirmed_at: at, hold_expires_at: at },
      part: { ...part, id: newId(), master_booking_id: id, position: 1, coupon_share_paise: 0, paid_paise: part.list_price_paise, starts_at: at, created_at: at, completed_at: at },
      payment: { ...payment, id: newId(), master_booking_id: id, gateway_order_id: numbered('order', index), gateway_payment_id: numbered('pay', index), amount_paise: part.list_price_paise, created_at: at, captured_at: at },
    };
  });
  await inTransaction(db, async (trx) => {
    await insertRows(trx, 'master_booking', copies.map((copy) => copy.master));
    await insertRows(trx, 'individual_booking', copies.map((copy) => copy.part));
    await insertRows(trx, 'payment_transaction', copies.map((copy) => copy.payment));
  });
}

export function numbered(prefix: string, index: number): string {
  return `${prefix}_Crowd${String(index).padStart(9, '0')}`;
}
