import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { Money } from '#app/components/money.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import type { DiscrepancyKind, DiscrepancySource, Resolution } from '#app/domain/reconciliation.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { SOURCE_WORDS } from '../admin/discrepancy-words.ts';

export interface DiscrepancyTold {
  row: {
    kind: DiscrepancyKind; subject_id: string; expected_paise: number | null; actual_paise: number | null; effect_paise: number | null; opened_at: string; resolved_at: string | null; resolution: Resolution | null;
    day: string | null; source: DiscrepancySource; code: string | null; linked_id: string | null; resolve_reason: string | null; resolved_by_name: string | null;
  };
  refundId: string | null;
  payoutId: string | null;
  linked: { code: string | null; discrepancyId: string | null } | null;
}

function amount(paise: number | null) {
  return paise === null ? 'Not known' : <Money paise={paise} />;
}

/** Both books side by side, and the ways to everything it is about. */
export function DiscrepancyFacts({ row, refundId, payoutId, linked }: DiscrepancyTold) {
  const isFee = row.kind === 'fee_differs';
  const account = row.source === 'statement' ? 'RazorpayX account' : 'Razorpay account';
  return (
    <Card title="Both books">
      <SummaryList
        rows={[
          { term: isFee ? 'Fee in our books' : 'Our books', description: amount(row.expected_paise) },
          { term: isFee ? 'Fee at Razorpay' : 'Razorpay', description: amount(row.actual_paise) },
          ...(row.expected_paise !== null && row.actual_paise !== null ? [{ term: 'Difference', description: <Money paise={row.actual_paise - row.expected_paise} signed /> }] : []),
          ...(row.effect_paise === null ? [] : [{ term: `Effect on the ${account}`, description: <Money paise={row.effect_paise} signed /> }]),
          { term: 'Razorpay’s id', description: <CopyCode code={row.subject_id} what="id" /> },
          { term: 'Found by', description: SOURCE_WORDS[row.source] },
          { term: 'Since', description: <When at={row.opened_at} zone={DESK_ZONE} show="dated" /> },
          ...(row.day ? [{ term: 'Day', description: <a href={`/admin/books/${row.day}`}>{formatDay(row.day as LocalDate)} {row.day.slice(0, 4)}</a> }] : []),
          { term: 'Visit', description: row.code ? <a href={`/admin/visits/${row.code}`}>{row.code}</a> : 'None known' },
          ...(refundId ? [{ term: 'Refund', description: <a href={`/admin/refunds/${refundId}`}>Its refund</a> }] : []),
          ...(payoutId ? [{ term: 'Payout', description: <a href={`/admin/payouts/${payoutId}`}>Its payout</a> }] : []),
          ...(row.resolved_at && row.linked_id ? [{ term: 'Linked to', description: <Linked id={row.linked_id} linked={linked} /> }] : []),
        ]}
      />
    </Card>
  );
}

function Linked({ id, linked }: { id: string; linked: DiscrepancyTold['linked'] }) {
  if (linked?.code) return <a href={`/admin/visits/${linked.code}`}>{linked.code}</a>;
  if (linked?.discrepancyId) return <a href={`/admin/discrepancies/${linked.discrepancyId}`}>{id}</a>;
  return <>{id}</>;
}
