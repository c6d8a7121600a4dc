import { findBasket } from '#db/baskets.ts';
import type { Database } from '#db/client.ts';

/**
 * Makes a basket that was filled signed out the patient's own. False when it is another patient's or gone: then the
 * browser forgets it, and nobody sees what somebody else chose on a shared device.
 */
export async function adoptBasket(
  db: Database,
  { basketId, patientId, now }: { readonly basketId: string; readonly patientId: string; readonly now: Date },
): Promise<boolean> {
  const adopted = await db
    .updateTable('basket')
    .set({ patient_id: patientId, updated_at: now })
    .where('id', '=', basketId)
    .where('patient_id', 'is', null)
    .executeTakeFirstOrThrow();
  if (adopted.numUpdatedRows === 1n) return true;
  return (await findBasket(db, basketId))?.patient_id === patientId;
}
