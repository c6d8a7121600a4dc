import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import type { PayoutMode } from '#app/domain/payout-mode.ts';
import type { AttemptStatus } from '#app/domain/payout.ts';
import { ATTEMPT_WORDS, attemptReason } from './attempt-words.ts';

interface Attempt {
  number: number;
  status: AttemptStatus;
  mode: PayoutMode;
  amount_paise: number;
  reason: string | null;
  utr: string | null;
  started_at: string;
  ended_at: string | null;
  bank_name: string;
  shown_as: string;
}

function columnsIn(zone: string): Column<Attempt>[] {
  return [
    { header: 'Try', title: true, cell: (row) => `Try ${row.number}` },
    { header: 'Sent', cell: (row) => <When at={row.started_at} zone={zone} show="dated" /> },
    { header: 'To', cell: (row) => <span>{row.bank_name} {row.shown_as}, {row.mode}</span> },
    { header: 'How it went', cell: (row) => <HowItWent row={row} zone={zone} /> },
    { header: 'Bank reference (UTR)', cell: (row) => row.utr && <CopyCode code={row.utr} what="bank reference" /> },
    { header: 'Amount', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
  ];
}

function HowItWent({ row, zone }: { row: Attempt; zone: string }) {
  const { word, tone } = ATTEMPT_WORDS[row.status];
  const reason = attemptReason(row);
  return (
    <span className="grid gap-1 max-sm:justify-items-end max-sm:text-end">
      <span className="flex flex-wrap items-center gap-2">
        <Tag tone={tone}>{word}</Tag>
        {row.ended_at && <span className="text-sm text-muted"><When at={row.ended_at} zone={zone} /></span>}
      </span>
      {reason && <span className="max-w-prose text-sm text-muted">{reason}</span>}
    </span>
  );
}

export function Attempts({ attempts, zone }: { attempts: Attempt[]; zone: string }) {
  return <DataTable caption="How it was sent" columns={columnsIn(zone)} rows={attempts} rowKey={(row) => String(row.number)} empty={null} />;
}

interface Clawback {
  id: string;
  amount_paise: number;
  open_paise: number;
  written_off_paise: number;
  refunded_paise: number;
  created_at: string;
  nettings: { payout_id: string; amount_paise: number; netted_at: string; service_name: string; code: string }[];
}

/** Refunds of this very service after it was earned: what each took back, and out of which payouts it came. */
export function Clawbacks({ clawbacks, payoutId, zone }: { clawbacks: Clawback[]; payoutId: string; zone: string }) {
  if (clawbacks.length === 0) return null;
  return (
    <Card title="Refunded afterwards">
      {clawbacks.map((clawback) => (
        <section key={clawback.id} className="grid gap-2">
          <p className="max-w-prose">
            <When at={clawback.created_at} zone={zone} show="dated" />: <Money paise={clawback.refunded_paise} /> of this service went back to the patient, and with it <Money paise={clawback.amount_paise} /> of what you had earned.
          </p>
          <ul className="grid gap-2 text-sm">
            {clawback.nettings.map((netting) => (
              <li key={netting.payout_id} className="flex flex-wrap justify-between gap-x-4">
                <span>
                  Taken from {netting.payout_id === payoutId ? 'this payout' : <><a href={`/provider/earnings/${netting.payout_id}`}>{netting.service_name}</a>, <code>{netting.code}</code></>},{' '}
                  <When at={netting.netted_at} zone={zone} />
                </span>
                <Money paise={netting.amount_paise} />
              </li>
            ))}
            {clawback.written_off_paise > 0 && (
              <li className="flex flex-wrap justify-between gap-x-4">
                <span>Given up by us</span>
                <Money paise={clawback.written_off_paise} />
              </li>
            )}
            {clawback.open_paise > 0 && (
              <li className="flex flex-wrap justify-between gap-x-4">
                <span>Still to come out of your next payouts</span>
                <Money paise={clawback.open_paise} />
              </li>
            )}
          </ul>
        </section>
      ))}
    </Card>
  );
}
