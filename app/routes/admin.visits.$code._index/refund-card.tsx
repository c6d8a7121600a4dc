import type { RefundKind, RefundStatus } from '#app/domain/refund.ts';
import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { Money } from '#app/components/money.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { RefundState } from '../admin.refunds._index/refund-state.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

export interface StoryRefund {
  id: string;
  status: RefundStatus;
  kind: RefundKind;
  reason: string;
  note: string | null;
  amount_paise: number;
  gateway_refund_id: string | null;
  requested_at: string;
  settled_at: string | null;
  waiting_for: 'balance' | 'gateway' | null;
  parked_reason: string | null;
  bank_reference: string | null;
}

export function RefundCard({ refund }: { refund: StoryRefund }) {
  return (
    <Card title={<a href={`/admin/refunds/${refund.id}`}>Refund</a>} aside={<RefundState refund={refund} />}>
      {refund.parked_reason && <p className="text-sm">{refund.parked_reason}</p>}
      <SummaryList
        rows={[
          { term: 'Amount', description: <Money paise={refund.amount_paise} /> },
          { term: 'Why', description: inWords(refund.reason) },
          { term: 'Kind', description: inWords(refund.kind) },
          ...(refund.note ? [{ term: 'Note', description: refund.note }] : []),
          { term: 'Requested', description: <When at={refund.requested_at} zone={DESK_ZONE} /> },
          ...(refund.settled_at ? [{ term: 'Ended', description: <When at={refund.settled_at} zone={DESK_ZONE} /> }] : []),
          ...(refund.bank_reference ? [{ term: 'Bank reference', description: <CopyCode code={refund.bank_reference} what="bank reference" /> }] : []),
          ...(refund.gateway_refund_id ? [{ term: 'Refund', description: <CopyCode code={refund.gateway_refund_id} what="refund id" /> }] : []),
        ]}
      />
    </Card>
  );
}
