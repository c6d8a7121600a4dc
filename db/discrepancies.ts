import type { Trx } from './client.ts';
import { newId } from './new-id.ts';

export interface NewDiscrepancy {
  readonly kind: string;
  readonly subjectId: string;
  readonly masterBookingId: string | null;
  readonly expectedPaise: number | null;
  readonly actualPaise: number | null;
  readonly note: string;
}

/** Opens it once per kind and subject; seen again, it is left as it is. */
export async function openDiscrepancy(trx: Trx, found: NewDiscrepancy, now: Date): Promise<void> {
  await trx
    .insertInto('discrepancy')
    .values({
      id: newId(),
      kind: found.kind,
      subject_id: found.subjectId,
      master_booking_id: found.masterBookingId,
      expected_paise: found.expectedPaise,
      actual_paise: found.actualPaise,
      note: found.note,
      opened_at: now,
      resolved_at: null,
    })
    .onDuplicateKeyUpdate({ subject_id: found.subjectId })
    .execute();
}
