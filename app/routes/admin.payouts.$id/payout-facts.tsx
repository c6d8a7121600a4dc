import { Card } from '#app/components/card.tsx';
import { Money } from '#app/components/money.tsx';
import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import type { EarnedBy } from '#app/domain/payout.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

interface PayoutFactsProps {
  payout: {
    code: string;
    provider_id: string;
    provider_name: string;
    service_name: string;
    starts_at: string;
    zone: string;
    earned_by: EarnedBy;
    gross_paise: number;
    commission_paise: number;
    deductions_paise: number;
    clawback_paise: number;
    amount_paise: number;
    hold_reason: string | null;
    next_try_at: string | null;
    created_at: string;
    settled_at: string | null;
  };
}

/** The sum in the open, and where it stands. */
export function PayoutFacts({ payout }: PayoutFactsProps) {
  const rows: (SummaryRow | false)[] = [
    { term: 'Provider', description: <a href={`/admin/providers/${payout.provider_id}`}>{payout.provider_name}</a> },
    { term: 'For', description: <>{payout.service_name}, <When at={payout.starts_at} zone={payout.zone} show="dated" /></> },
    { term: 'Visit', description: <a href={`/admin/visits/${payout.code}`}>{payout.code}</a>, action: { href: `/admin/story?q=${payout.code}`, label: 'Money story' } },
    { term: 'Earned', description: <>{inWords(payout.earned_by)}, <When at={payout.created_at} zone={DESK_ZONE} show="dated" /></> },
    { term: 'Gross', description: <Money paise={payout.gross_paise} /> },
    { term: 'Commission', description: <Money paise={0 - payout.commission_paise} /> },
    payout.deductions_paise > 0 && { term: 'Taxes withheld', description: <Money paise={0 - payout.deductions_paise} /> },
    payout.clawback_paise > 0 && { term: 'Clawbacks netted', description: <Money paise={0 - payout.clawback_paise} /> },
    { term: 'To be paid', description: <strong><Money paise={payout.amount_paise} /></strong> },
    payout.hold_reason !== null && { term: 'Held because', description: inWords(payout.hold_reason) },
    payout.next_try_at !== null && { term: 'Looked at next', description: <When at={payout.next_try_at} zone={DESK_ZONE} /> },
    payout.settled_at !== null && { term: 'Arrived', description: <When at={payout.settled_at} zone={DESK_ZONE} show="dated" /> },
  ];
  return (
    <Card title="Facts">
      <SummaryList rows={rows.filter((row) => row !== false)} />
    </Card>
  );
}
