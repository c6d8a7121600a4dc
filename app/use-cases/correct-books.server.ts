import { correctedAccount, correctionEntries } from '#app/domain/reconciliation-entries.ts';
import type { Trx } from '#db/client.ts';
import { closeMissingAtTheirs, findCorrectedMissing, type DiscrepancyRow } from '#db/discrepancies.ts';
import { post } from '#db/ledger.ts';

/** Brings the account to what Razorpay says of this thing; what had been corrected of it before counts. The row is locked. */
export async function correctBooks(trx: Trx, row: DiscrepancyRow, effectPaise: number, now: Date): Promise<void> {
  const account = correctedAccount(row.source);
  await post(trx, [correctionEntries({ discrepancyId: row.id, number: row.corrections, kind: row.kind, account, effectPaise, masterBookingId: row.master_booking_id })], now);
  await trx
    .updateTable('discrepancy')
    .set({ corrected_paise: row.corrected_paise + effectPaise, corrections: row.corrections + 1 })
    .where('id', '=', row.id)
    .execute();
}

/**
 * The truth came after the correction: both books say alike without it, so that it would count twice. It is taken back
 * by a posting of its own, and the difference is closed as what it was: late.
 */
export async function takeBackCorrections(trx: Trx, rows: readonly DiscrepancyRow[], now: Date): Promise<void> {
  for (const row of rows) {
    await correctBooks(trx, row, -row.corrected_paise, now);
    await trx.updateTable('discrepancy').set({ resolution: 'late_truth', resolved_at: now }).where('id', '=', row.id).execute();
  }
}

/** They have it after all: open or accepted, that they had not is over. */
export async function closeToldAfterAll(trx: Trx, subjectIds: readonly string[], now: Date): Promise<void> {
  await takeBackCorrections(trx, await findCorrectedMissing(trx, subjectIds), now);
  await closeMissingAtTheirs(trx, subjectIds, now);
}
