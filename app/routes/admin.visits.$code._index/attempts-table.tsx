import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import type { Tone } from '#app/components/tone.ts';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

type AttemptStatus = 'created' | 'authorized' | 'captured' | 'refunded' | 'failed';

export interface StoryAttempt {
  gateway_payment_id: string;
  status: AttemptStatus;
  amount_paise: number;
  method: string | null;
  error_description: string | null;
  first_seen_at: string;
}

const tones: Record<AttemptStatus, Tone> = { created: 'neutral', authorized: 'accent', captured: 'success', refunded: 'neutral', failed: 'danger' };

const columns: Column<StoryAttempt>[] = [
  { header: 'Payment', title: true, cell: (row) => <code>{row.gateway_payment_id}</code> },
  { header: 'First seen', cell: (row) => <When at={row.first_seen_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'Method', cell: (row) => row.method && inWords(row.method) },
  { header: 'State', cell: (row) => <Tag tone={tones[row.status]}>{inWords(row.status)}</Tag> },
  { header: 'Reason', cell: (row) => row.error_description },
  { header: 'Amount', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
];

/** Every payment Razorpay showed us on the visit's order, whether it counted or not. */
export function AttemptsTable({ attempts }: { attempts: StoryAttempt[] }) {
  return <DataTable caption="Tries to pay" columns={columns} rows={attempts} rowKey={(row) => row.gateway_payment_id} empty={null} />;
}
