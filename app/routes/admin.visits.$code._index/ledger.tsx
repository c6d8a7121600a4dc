import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import { sumPaise } from '#app/domain/money.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

export interface StoryEntry {
  posting_id: string;
  line: number;
  account: string;
  /** Signed, debit positive. */
  amount_paise: number;
  individual_booking_id: string | null;
  event: string;
  source_id: string;
  occurred_at: string;
}

type NamedEntry = StoryEntry & { service: string | undefined };

const columns: Column<NamedEntry>[] = [
  { header: 'Account', title: true, cell: (entry) => inWords(entry.account) },
  { header: 'For', cell: (entry) => entry.service },
  { header: 'Debit', end: true, cell: (entry) => entry.amount_paise > 0 && <Money paise={entry.amount_paise} /> },
  { header: 'Credit', end: true, cell: (entry) => entry.amount_paise < 0 && <Money paise={-entry.amount_paise} /> },
];

function Posting({ entries }: { entries: NamedEntry[] }) {
  const amounts = entries.map((entry) => entry.amount_paise);
  const { event, source_id, occurred_at } = entries[0]!;
  return (
    <DataTable
      caption={
        <>
          <strong className="font-semibold text-ink">{inWords(event)}</strong>, <When at={occurred_at} zone={DESK_ZONE} show="dated" />, <code>{source_id}</code>
        </>
      }
      columns={columns}
      rows={entries}
      rowKey={(entry) => String(entry.line)}
      empty={null}
      totals={[
        'Both sides',
        null,
        <Money key="debit" paise={sumPaise(amounts.filter((amount) => amount > 0))} />,
        <Money key="credit" paise={-sumPaise(amounts.filter((amount) => amount < 0))} />,
      ]}
    />
  );
}

/** Events of one instant in the order in which money moves; whatever is not named here keeps its place before them. */
const ORDER: readonly string[] = ['booking_cancelled', 'override_requested', 'refund_sent', 'refund_settled', 'refund_failed', 'refund_paid_by_transfer', 'gateway_fee_not_returned'];

function inOrder(postings: NamedEntry[][]): NamedEntry[][] {
  const rank = ([first]: NamedEntry[]) => ORDER.indexOf(first!.event);
  return postings.toSorted((a, b) => Date.parse(a[0]!.occurred_at) - Date.parse(b[0]!.occurred_at) || rank(a) - rank(b));
}

interface LedgerProps {
  entries: StoryEntry[];
  parts: { id: string; service_name: string }[];
}

/** The visit's postings, each with its two sides. */
export function Ledger({ entries, parts }: LedgerProps) {
  const services = new Map(parts.map((part) => [part.id, part.service_name]));
  const named = entries.map((entry) => Object.assign({ service: services.get(entry.individual_booking_id ?? '') }, entry));
  const postings = inOrder([...Map.groupBy(named, (entry) => entry.posting_id).values()]);
  return (
    <section className="grid gap-3">
      <h2>Ledger</h2>
      {postings.length === 0 && <p className="text-muted">No money has moved, so nothing is posted.</p>}
      {postings.map((posting) => (
        <Posting key={posting[0]!.posting_id} entries={posting} />
      ))}
    </section>
  );
}
