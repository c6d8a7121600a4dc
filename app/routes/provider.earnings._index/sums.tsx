import { Card } from '#app/components/card.tsx';
import { Button } from '#app/components/form/button.tsx';
import { SelectField } from '#app/components/form/text-field.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';

interface Sums {
  owedPaise: number;
  onItsWayPaise: number;
  paidPaise: number;
  toTakeBackPaise: number;
}

/** Four sums that never overlap: what waits, what the bank has, what arrived, and what is still to be taken back. */
export function EarningSums({ sums, monthName }: { sums: Sums; monthName: string }) {
  const figures = [
    { term: 'Waiting to be sent', paise: sums.owedPaise },
    { term: 'On its way to your bank', paise: sums.onItsWayPaise },
    { term: `Paid in ${monthName}`, paise: sums.paidPaise },
    ...(sums.toTakeBackPaise > 0 ? [{ term: 'Still to be taken back', paise: 0 - sums.toTakeBackPaise }] : []),
  ];
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-4">
      {figures.map(({ term, paise }) => (
        <div key={term} className="card grid content-start gap-1">
          <dt className="text-sm text-muted">{term}</dt>
          <dd className="text-lg font-semibold">
            <Money paise={paise} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface OpenClawback {
  id: string;
  code: string;
  service_name: string;
  payout_id: string | null;
  amount_paise: number;
  open_paise: number;
  created_at: string;
}

/** Earnings that a later refund took back and no payout has covered yet. */
export function OpenClawbacks({ clawbacks, zone }: { clawbacks: OpenClawback[]; zone: string }) {
  if (clawbacks.length === 0) return null;
  return (
    <Card title="Still to be taken back">
      <p className="max-w-prose text-muted">These services were refunded after you had earned by them. Your part comes out of your next payouts, the oldest first; you never have to send anything.</p>
      <ul className="grid gap-3">
        {clawbacks.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <span>
              {one.payout_id === null ? one.service_name : <a href={`/provider/earnings/${one.payout_id}`}>{one.service_name}</a>}
              <span className="block text-sm text-muted">
                <code>{one.code}</code>, refunded <When at={one.created_at} zone={zone} />
              </span>
            </span>
            <span className="text-end">
              <Money paise={one.open_paise} />
              {one.open_paise !== one.amount_paise && (
                <span className="block text-sm text-muted">
                  of <Money paise={one.amount_paise} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A form of its own: choosing a month and downloading it needs no script. */
export function StatementForm({ months }: { months: { value: string; label: string }[] }) {
  return (
    <Card title="Statement">
      <p className="max-w-prose text-muted">One month’s earnings, commission, payouts and bank references, from what was owed at its beginning to what was owed at its end.</p>
      <form method="get" action="/provider/earnings/statement.csv" className="flex flex-wrap items-end gap-3">
        <SelectField label="Month" name="month" width="medium" options={months} />
        <Button type="submit" look="secondary" icon="document">
          Download the statement
        </Button>
      </form>
    </Card>
  );
}
