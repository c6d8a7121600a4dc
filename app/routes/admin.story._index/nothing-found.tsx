import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import type { DiscrepancyKind } from '#app/domain/reconciliation.ts';
import { DISCREPANCY_WORDS } from '../admin/discrepancy-words.ts';

const KINDS = [
  ['Visit code', '7K3M-Q9TX-2PRA, or how it begins'],
  ['Order, payment or refund', 'order_…, pay_…, rfnd_…'],
  ['Payout or settlement', 'pout_…, setl_…'],
  ['Line of RazorpayX’s statement', 'txn_…'],
  ['Bank reference', 'UTR of a payout or a settlement, ARN or RRN of a refund'],
  ['Patient', 'e-mail, or how it begins up to the @; phone number'],
  ['Provider', 'e-mail or phone number; contact, fund account or bank check at RazorpayX: cont_…, fa_…, fav_…'],
  ['Event', 'Razorpay’s id of a webhook'],
  ['Our own id', 'of a visit, a service, a refund or a payout, 20 letters and digits'],
] as const;

interface NothingFoundProps {
  asked: string;
  /** What reconciliation noted about this very id, which no row of ours has. */
  differences: { id: string; kind: DiscrepancyKind; note: string; resolved_at: string | null }[];
}

/** Also the page before anything is asked: it says what can be. */
export function NothingFound({ asked, differences }: NothingFoundProps) {
  return (
    <>
      {differences.map((found) => (
        <Notice key={found.id} kind={found.resolved_at ? 'info' : 'warning'} title={`${asked} is in no visit of ours`}>
          <p>
            {found.note} <a href={`/admin/discrepancies/${found.id}`}>{DISCREPANCY_WORDS[found.kind].title}</a>
          </p>
        </Notice>
      ))}
      <EmptyState icon="search" title={asked === '' ? 'Type any id to see where its money is' : `Nothing is named “${asked}”`}>
        <p>{asked === '' ? 'The search box of the desk opens the whole chain, from the patient to the bank.' : 'It is kept in the search box: check that it is whole, or try another id of the same money.'}</p>
      </EmptyState>
      <section className="grid gap-3">
        <h2>What can be searched for</h2>
        <dl className="summary-list">
          {KINDS.map(([kind, example]) => (
            <div key={kind}>
              <dt>{kind}</dt>
              <dd>{example}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
