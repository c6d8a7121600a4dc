import { CopyCode } from '#app/components/copy-code.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { FAILURE_REASONS, failureSentence } from '#app/domain/payout-failure.ts';
import type { AttemptStatus } from '#app/domain/payout.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { ATTEMPT_WORDS } from '../provider.earnings.$payoutId/attempt-words.ts';

interface Attempt {
  number: number;
  status: AttemptStatus;
  mode: string;
  amount_paise: number;
  fees_paise: number;
  gateway_payout_id: string | null;
  reason: string | null;
  detail: string | null;
  utr: string | null;
  idempotency_key: string;
  started_at: string;
  bank_name: string;
  shown_as: string;
}

const columns: Column<Attempt>[] = [
  {
    header: 'Try',
    title: true,
    cell: (row) => (
      <span>
        {row.number}. {row.mode} to {row.bank_name} {row.shown_as}
      </span>
    ),
  },
  { header: 'Sent', cell: (row) => <When at={row.started_at} zone={DESK_ZONE} show="dated" /> },
  {
    header: 'How it went',
    cell: (row) => (
      <span className="grid gap-1">
        <span><Tag tone={ATTEMPT_WORDS[row.status].tone}>{ATTEMPT_WORDS[row.status].word}</Tag></span>
        {row.reason && row.status !== 'processed' && <span className="text-sm">{FAILURE_REASONS.includes(row.reason) ? failureSentence(row.reason) : row.reason}</span>}
        {row.detail && row.status !== 'processed' && <span className="text-sm text-muted">{row.detail}</span>}
      </span>
    ),
  },
  { header: 'RazorpayX', cell: (row) => row.gateway_payout_id && <CopyCode code={row.gateway_payout_id} what="payout id" /> },
  { header: 'Bank reference', cell: (row) => row.utr && <CopyCode code={row.utr} what="bank reference" /> },
  { header: 'Fee', end: true, cell: (row) => row.fees_paise > 0 && <Money paise={row.fees_paise} /> },
  { header: 'Amount', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
];

export function AttemptsTable({ attempts }: { attempts: Attempt[] }) {
  return <DataTable caption="Tries" columns={columns} rows={attempts} rowKey={(row) => String(row.number)} empty="It has not been sent yet." />;
}
