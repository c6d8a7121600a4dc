import { CANCEL_REASONS } from '#app/domain/cancel-reason.ts';
import { overrideWish } from '#app/use-cases/override-refund.server.ts';
import type { Database } from '#db/client.ts';
import type { PageTurn } from '#db/keyset.ts';
import { listApprovals, nameParts, type ApprovalState } from '#db/refund-approvals.ts';
import { oneOf, readFilters, turnFilters } from '../admin/list-filters.ts';
import type { Approval } from './approval.ts';

/** What the address asks for, of the page and of its CSV; the list opens with what is open. */
export function readApprovalFilters(request: Request) {
  const { state = 'open', after, before } = readFilters(request, { state: oneOf(['open', 'decided']), ...turnFilters });
  return { state, turn: { after, before } };
}

/** Open ones the longest waiting first, decided ones the latest first, each with the service it is about. */
export async function readApprovals(db: Database, adminId: string, state: ApprovalState, turn: PageTurn, size?: number) {
  const { rows, newer, older } = await listApprovals(db, state, turn, size);
  const wished = rows.map((row) => ({ row, wish: overrideWish.parse(JSON.parse(row.body)) }));
  const names = await nameParts(db, wished.map(({ wish }) => wish.partId));
  const approvals = wished.map(({ row, wish }): Approval<Date> => {
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
  return { rows: approvals, newer, older };
}
