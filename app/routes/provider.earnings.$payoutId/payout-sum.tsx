import type { ReactNode } from 'react';
import { Card } from '#app/components/card.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import type { Deduction } from '#app/domain/earning.ts';
import type { EarnedBy, PayoutStatus } from '#app/domain/payout.ts';
import { deductionWords, earnedWords } from '#app/domain/provider-statement.ts';
import { inPercent } from '../admin/in-words.ts';

interface PayoutSumProps {
  payout: {
    status: PayoutStatus;
    earned_by: EarnedBy;
    gross_paise: number;
    commission_paise: number;
    deductions: Deduction[];
    amount_paise: number;
    commission_bps: number;
    kept_fee_provider_bps: number;
    coupon_funded_by: 'platform' | 'provider';
    coupon_share_paise: number;
  };
  nettings: { id: string; amount_paise: number; refunded_at: string; service_name: string; code: string; origin_payout_id: string | null }[];
  zone: string;
}

/** What the first line is a price or a share of. */
function basis({ earned_by: by, kept_fee_provider_bps: share, coupon_funded_by: funder, coupon_share_paise: coupon }: PayoutSumProps['payout']): string {
  if (by === 'no_show') return `${inPercent(share)} of what the patient had paid`;
  if (by === 'kept_fee') return `${inPercent(share)} of the fee that was kept`;
  if (coupon === 0) return 'The price of the service';
  return funder === 'platform' ? 'The full price; the coupon was on us' : 'The price less your coupon';
}

/** The amount, worked out in the open: every line adds up to the last. */
export function PayoutSum({ payout, nettings, zone }: PayoutSumProps) {
  return (
    <Card title="How the amount comes about">
      <dl className="grid gap-2">
        <Line words={earnedWords(payout.earned_by)} note={basis(payout)} paise={payout.gross_paise} />
        {payout.commission_paise > 0 && <Line words="Commission" note={inPercent(payout.commission_bps)} paise={0 - payout.commission_paise} />}
        {payout.deductions.map(({ kind, rateBps, amountPaise }) => (
          <Line key={kind} words={deductionWords(kind)} note={inPercent(rateBps)} paise={0 - amountPaise} />
        ))}
        {nettings.map((netting) => (
          <Line key={netting.id} words="Taken back for a refund" note={<Origin {...netting} zone={zone} />} paise={0 - netting.amount_paise} />
        ))}
        <div className="flex items-baseline justify-between gap-4 border-t border-line pt-2 font-semibold">
          <dt>{payout.status === 'processed' ? 'Paid to you' : 'To be paid to you'}</dt>
          <dd>
            <Money paise={payout.amount_paise} />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

function Line({ words, note, paise }: { words: string; note: ReactNode; paise: number }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt>
        {words}
        <span className="block text-sm text-muted">{note}</span>
      </dt>
      <dd>
        <Money paise={paise} />
      </dd>
    </div>
  );
}

function Origin({ service_name, code, refunded_at, origin_payout_id, zone }: PayoutSumProps['nettings'][number] & { zone: string }) {
  return (
    <>
      {origin_payout_id === null ? service_name : <a href={`/provider/earnings/${origin_payout_id}`}>{service_name}</a>}, <code>{code}</code>, refunded <When at={refunded_at} zone={zone} />
    </>
  );
}
