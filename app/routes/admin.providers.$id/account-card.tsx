import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import type { Tone } from '#app/components/tone.ts';
import { When } from '#app/components/when.tsx';
import { NAME_MATCH_MINIMUM, type PayoutAccountKind, type PayoutAccountStatus } from '#app/domain/onboarding.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

export interface Account {
  id: string;
  kind: PayoutAccountKind;
  holder_name: string;
  ifsc: string | null;
  bank_name: string;
  shown_as: string;
  status: PayoutAccountStatus;
  gateway_fund_account_id: string | null;
  gateway_validation_id: string | null;
  registered_name: string | null;
  name_match_score: number | null;
  reason: string | null;
  tries: number;
  next_try_at: string | null;
  created_at: string;
  checked_at: string | null;
  retired_at: string | null;
}

const STATES: Readonly<Record<PayoutAccountStatus, { word: string; tone: Tone }>> = {
  new: { word: 'Being registered', tone: 'accent' },
  checking: { word: 'Bank is asked', tone: 'accent' },
  review: { word: 'In doubt', tone: 'warning' },
  valid: { word: 'Confirmed', tone: 'success' },
  invalid: { word: 'Not usable', tone: 'danger' },
  retired: { word: 'Replaced', tone: 'neutral' },
};

export function AccountTag({ status }: { status: PayoutAccountStatus }) {
  const { word, tone } = STATES[status];
  return <Tag tone={tone}>{word}</Tag>;
}

/** What the bank said, beside what the provider said. */
export function AccountCard({ account }: { account: Account }) {
  const { name_match_score: score } = account;
  const rows: (SummaryRow | false)[] = [
    { term: 'Account', description: `${account.bank_name} ${account.shown_as}` },
    account.ifsc !== null && { term: 'IFSC', description: <code>{account.ifsc}</code> },
    { term: 'Holder, by the provider', description: account.holder_name },
    { term: 'Holder, by the bank', description: account.registered_name ?? <span className="text-muted">{account.checked_at ? 'Tells no name' : 'Not asked yet'}</span> },
    score !== null && { term: 'Likeness', description: `${score} of 100${score < NAME_MATCH_MINIMUM ? `, below ${NAME_MATCH_MINIMUM}` : ''}` },
    account.reason !== null && { term: 'Note', description: account.reason },
    { term: 'Asked', description: account.tries === 1 ? 'Once' : `${account.tries} times` },
    account.checked_at !== null && { term: 'Answered', description: <When at={account.checked_at} zone={DESK_ZONE} show="dated" /> },
    account.next_try_at !== null && { term: 'Asked next', description: <When at={account.next_try_at} zone={DESK_ZONE} /> },
    account.gateway_fund_account_id !== null && { term: 'Fund account', description: <CopyCode code={account.gateway_fund_account_id} what="fund account id" /> },
    account.gateway_validation_id !== null && { term: 'Validation', description: <CopyCode code={account.gateway_validation_id} what="validation id" /> },
  ];
  return (
    <Card title="Account" aside={<AccountTag status={account.status} />}>
      <SummaryList rows={rows.filter((row) => row !== false)} />
    </Card>
  );
}

const pastColumns: Column<Account>[] = [
  { header: 'Account', title: true, cell: (row) => `${row.bank_name} ${row.shown_as}` },
  { header: 'Holder', cell: (row) => row.holder_name },
  { header: 'By the bank', cell: (row) => row.registered_name },
  { header: 'Note', cell: (row) => row.reason && <span className="block max-w-prose">{row.reason}</span> },
  { header: 'Given', cell: (row) => <When at={row.created_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'Replaced', cell: (row) => row.retired_at && <When at={row.retired_at} zone={DESK_ZONE} show="dated" /> },
];

export function PastAccounts({ accounts }: { accounts: Account[] }) {
  return <DataTable caption={<strong className="font-semibold text-ink">Earlier accounts</strong>} columns={pastColumns} rows={accounts} rowKey={(row) => row.id} empty={null} />;
}
