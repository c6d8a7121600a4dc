import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';
import { storyAddress } from './story-list.tsx';

interface Item {
  entity_id: string;
  kind: string;
  fee_paise: number;
  tax_paise: number;
  credit_paise: number;
  debit_paise: number;
  settled_at: string;
  code: string | null;
  patient_name: string | null;
}

interface Settled {
  settlement: { id: string; day: string; amount_paise: number; fees_paise: number; tax_paise: number; utr: string | null; status: string; created_at: string };
  count: number;
  netPaise: number;
  items: Item[];
  more: string | null;
}

const columns: Column<Item>[] = [
  { header: 'Razorpay', title: true, cell: (item) => (item.code ? <a href={storyAddress(item.entity_id)}>{item.entity_id}</a> : <code className="break-all">{item.entity_id}</code>) },
  { header: 'What', cell: (item) => inWords(item.kind) },
  { header: 'Visit', cell: (item) => (item.code ? <a href={storyAddress(item.code)}>{item.code}</a> : 'Not known to us') },
  { header: 'Patient', cell: (item) => item.patient_name },
  { header: 'Fee, GST in it', end: true, cell: (item) => item.fee_paise > 0 && <><Money paise={item.fee_paise} />, <Money paise={item.tax_paise} /></> },
  { header: 'Net', end: true, cell: (item) => <Money paise={item.credit_paise - item.debit_paise} /> },
];

/** What a transfer to our bank says, what it counts, and whether the two are one. */
export function SettlementView({ asked, settled: { settlement, count, netPaise, items, more } }: { asked: string; settled: Settled }) {
  return (
    <>
      <PageHeading
        title={`Settlement of ${formatPaise(settlement.amount_paise)}`}
        lede={
          <>
            To our bank on <When at={settlement.created_at} zone={DESK_ZONE} show="dated" />
          </>
        }
      />
      {netPaise !== settlement.amount_paise && (
        <Notice kind="warning" title={`${formatPaise(Math.abs(settlement.amount_paise - netPaise))} does not tie`}>
          <p>What it counts adds up to {formatPaise(netPaise)}.</p>
        </Notice>
      )}
      <Card title="Facts">
        <SummaryList
          rows={[
            { term: 'Settlement', description: <CopyCode code={settlement.id} what="settlement id" /> },
            ...(settlement.utr ? [{ term: 'Bank reference (UTR)', description: <CopyCode code={settlement.utr} what="bank reference" /> }] : []),
            { term: 'State', description: inWords(settlement.status) },
            { term: 'Day', description: <a href={`/admin/books/${settlement.day}`}>{settlement.day}</a> },
            { term: 'Counts', description: <>{count} payments and refunds, <Money paise={netPaise} /></> },
            { term: 'Fees', description: <><Money paise={settlement.fees_paise} />, <Money paise={settlement.tax_paise} /> of it GST</> },
          ]}
        />
      </Card>
      <DataTable caption="What it counts" columns={columns} rows={items} rowKey={(item) => item.entity_id} empty={<p className="text-muted">Nothing that it counts has been told yet.</p>} />
      <Pagination nextHref={more && storyAddress(asked, { after: more })} position="By Razorpay’s id" />
    </>
  );
}
