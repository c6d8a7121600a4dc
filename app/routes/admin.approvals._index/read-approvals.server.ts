import { CANCEL_REASONS } from '#app/domain/cancel-reason.ts';
import { overrideWish } from '#app/use-cases/override-refund.server.ts';
import type { Database } from '#db/client.ts';
import { listDecidedApprovals, listOpenApprovals, nameParts } from '#db/refund-approvals.ts';
import type { Approval } from './approval.ts';

/** Open ones oldest first, decided ones latest first, each with the service it is about. */
export async function readApprovals(db: Database, adminId: string): Promise<{ open: Approval<Date>[]; decided: Approval<Date>[] }> {
  const [open, decided] = await Promise.all([listOpenApprovals(db), listDecidedApprovals(db)]);
  const wished = [...open, ...decided].map((row) => ({ row, wish: overrideWish.parse(JSON.parse(row.body)) }));
  const names = await nameParts(db, wished.map(({ wish }) => wish.partId));
  const all = wished.map(({ row, wish }): Approval<Date> => {
    const part = names.get(wish.partId);
    return {
      id: row.id,
      code: row.code,
      patientName: row.patient_name,
      service: part ? `${part.service_name} with ${part.provider_name}` : '',
      amountPaise: row.amount_paise,
      alsoCancel: wish.alsoCancel,
      reason: CANCEL_REASONS[wish.reason],
      note: wish.note,
      askedBy: row.asked_by_name,
      askedAt: row.asked_at,
      own: row.asked_by === adminId,
      decision: row.decision,
      decidedBy: row.decided_by_name,
      decidedAt: row.decided_at,
    };
  });
  return { open: all.filter((one) => one.decision === null), decided: all.filter((one) => one.decision !== null) };
}
