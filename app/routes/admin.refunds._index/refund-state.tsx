import { StatusTag } from '#app/components/status-tag.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import type { RefundStatus } from '#app/domain/refund.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { WAITING } from './refund-row.ts';

interface RefundStateProps {
  refund: { status: RefundStatus; waiting_for: 'balance' | 'gateway' | null; parked_reason: string | null };
  nextTryAt?: string | null;
}

/** Its state, what it waits for, and when it is tried again. */
export function RefundState({ refund, nextTryAt }: RefundStateProps) {
  return (
    <span className="flex flex-wrap items-center gap-1 max-sm:justify-end">
      <StatusTag of="refund" state={refund.status} desk />
      {refund.parked_reason !== null && <Tag tone="danger">{WAITING.person}</Tag>}
      {refund.waiting_for !== null && refund.parked_reason === null && <Tag tone="warning">{WAITING[refund.waiting_for]}</Tag>}
      {nextTryAt && (
        <span className="text-muted">
          next try <When at={nextTryAt} zone={DESK_ZONE} show="time" />
        </span>
      )}
    </span>
  );
}
