import { minutesAfter } from '#app/domain/appointment-time.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { writeView } from '#db/sessions.ts';
import { inTransaction } from '#db/transaction.ts';

/** Long enough to follow a patient on the telephone, too short to be forgotten at a shared desk. */
export const VIEW_MINUTES = 15;

interface View {
  /** The admin's own session, which shows the patient's pages from now on. */
  readonly tokenHash: string;
  readonly adminId: string;
  readonly patientId: string;
  readonly now: Date;
}

/** Until when the admin sees what the patient sees. That it begins, and why, is on record before the first page. */
export async function startViewing(db: Database, { code, reason, ...view }: View & { readonly code: string; readonly reason: string }): Promise<Date> {
  const { tokenHash, adminId, patientId, now } = view;
  const until = minutesAfter(now, VIEW_MINUTES);
  await inTransaction(db, async (trx) => {
    await writeView(trx, { tokenHash, view: { patientId, until } });
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'view_as_patient', subjectKind: 'account', subjectId: patientId, after: { visit: code, until: until.toISOString() }, reason, at: now });
  });
  return until;
}

export async function stopViewing(db: Database, { tokenHash, adminId, patientId, now }: View): Promise<void> {
  await inTransaction(db, async (trx) => {
    await writeView(trx, { tokenHash, view: null });
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'stop_viewing_as_patient', subjectKind: 'account', subjectId: patientId, at: now });
  });
}
