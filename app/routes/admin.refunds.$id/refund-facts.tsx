import type { Actor } from '#app/domain/booking.ts';
import type { RefundKind, RefundStatus } from '#app/domain/refund.ts';
import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { ACTORS } from '../admin.visits.$code._index/happenings.ts';
import { inWords } from '../admin/in-words.ts';

interface RefundFactsProps {
  refund: {
    code: string;
    patient_name: string;
    kind: RefundKind;
    reason: string;
    note: string | null;
    requested_at: string;
    requested_by_kind: Actor;
    requested_by_name: string | null;
    tries: number;
    next_try_at: string | null;
    settled_at: string | null;
    bank_reference: string | null;
    gateway_refund_id: string | null;
    gateway_payment_id: string;
    idempotency_key: string;
  };
}

export function RefundFacts({ refund }: RefundFactsProps) {
  const rows: (SummaryRow | false | null)[] = [
    { term: 'Visit', description: <><a href={`/admin/visits/${refund.code}`}>{refund.code}</a>, {refund.patient_name}</>, action: { href: `/admin/story?q=${refund.code}`, label: 'Money story' } },
    { term: 'Why', description: `${inWords(refund.kind)}: ${inWords(refund.reason).toLowerCase()}` },
    refund.note !== null && { term: 'Note', description: refund.note },
    { term: 'Asked by', description: refund.requested_by_name ?? ACTORS[refund.requested_by_kind] },
    { term: 'Asked for', description: <When at={refund.requested_at} zone={DESK_ZONE} show="dated" /> },
    { term: 'Tries', description: refund.tries },
    refund.next_try_at !== null && { term: 'Looked at next', description: <When at={refund.next_try_at} zone={DESK_ZONE} /> },
    refund.settled_at !== null && { term: 'Ended', description: <When at={refund.settled_at} zone={DESK_ZONE} show="dated" /> },
    refund.bank_reference !== null && { term: 'Bank reference', description: <CopyCode code={refund.bank_reference} what="bank reference" /> },
    { term: 'Refund', description: refund.gateway_refund_id ? <CopyCode code={refund.gateway_refund_id} what="refund id" /> : 'Razorpay has none yet' },
    { term: 'Payment', description: <CopyCode code={refund.gateway_payment_id} what="payment id" /> },
    { term: 'Key', description: <CopyCode code={refund.idempotency_key} what="idempotency key" /> },
  ];
  return (
    <Card title="Facts">
      <SummaryList rows={rows.filter((row) => row !== false && row !== null)} />
    </Card>
  );
}

interface Sibling {
  id: string;
  status: RefundStatus;
  kind: RefundKind;
  amount_paise: number;
  requested_at: string;
}

/** The visit's other refunds; one that was sent in place of this is among them. */
export function Siblings({ siblings }: { siblings: Sibling[] }) {
  if (siblings.length === 0) return null;
  return (
    <Card title="Other refunds of this visit">
      <ul className="grid gap-3 text-sm">
        {siblings.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <a href={`/admin/refunds/${one.id}`}>
              {inWords(one.kind)}, <When at={one.requested_at} zone={DESK_ZONE} />
            </a>
            <StatusTag of="refund" state={one.status} desk />
            <Money paise={one.amount_paise} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
