import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import type { Tone } from '#app/components/tone.ts';
import { When } from '#app/components/when.tsx';
import { sumPaise } from '#app/domain/money.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

interface Line {
  id: string;
  service_name: string;
  provider_name: string;
  starts_at: string;
  zone: string;
  amount_paise: number;
  paid_paise: number | null;
  fee_paise: number | null;
  reasons: string[];
}

const lineColumns: Column<Line>[] = [
  {
    header: 'Service',
    title: true,
    cell: (line) => (
      <span>
        <span className="font-semibold">{line.service_name}</span>
        <span className="block text-sm font-normal text-muted">
          {line.provider_name}, <When at={line.starts_at} zone={line.zone} />
        </span>
      </span>
    ),
  },
  {
    header: 'Why this amount',
    cell: (line) => line.reasons.length > 0 && <span className="block max-w-prose">{line.reasons.join(' ')}</span>,
  },
  { header: 'Paid', end: true, cell: (line) => line.paid_paise !== null && <Money paise={line.paid_paise} /> },
  { header: 'Fee kept', end: true, cell: (line) => line.fee_paise !== null && line.fee_paise > 0 && <Money paise={line.fee_paise} /> },
  { header: 'Refund', end: true, cell: (line) => <Money paise={line.amount_paise} /> },
];

/** The parts that the refund is made of. A payment that came too late belongs to none. */
export function LinesTable({ lines }: { lines: Line[] }) {
  return (
    <DataTable
      caption="What it is made of"
      columns={lineColumns}
      rows={lines}
      rowKey={(line) => line.id}
      empty={null}
      totals={['Total', null, null, null, <Money key="sum" paise={sumPaise(lines.map((line) => line.amount_paise))} />]}
    />
  );
}

interface Attempt {
  number: number;
  started_at: string;
  ended_at: string | null;
  outcome: string | null;
  detail: string | null;
}

const OUTCOMES: Readonly<Record<string, { word: string; tone: Tone }>> = {
  accepted: { word: 'Accepted', tone: 'success' },
  refused: { word: 'Refused', tone: 'danger' },
  unknown: { word: 'No answer', tone: 'warning' },
};

function Outcome({ outcome }: { outcome: string | null }) {
  if (outcome === null) return <Tag tone="warning">Not finished</Tag>;
  const { word, tone } = OUTCOMES[outcome] ?? { word: inWords(outcome), tone: 'neutral' };
  return <Tag tone={tone}>{word}</Tag>;
}

const attemptColumns: Column<Attempt>[] = [
  { header: 'Try', title: true, cell: (row) => row.number },
  { header: 'Sent', cell: (row) => <When at={row.started_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'Outcome', cell: (row) => <Outcome outcome={row.outcome} /> },
  { header: 'Razorpay’s words', cell: (row) => <span>{row.detail}</span> },
];

export function AttemptsTable({ attempts }: { attempts: Attempt[] }) {
  return <DataTable caption="Tries" columns={attemptColumns} rows={attempts} rowKey={(row) => String(row.number)} empty={null} />;
}
