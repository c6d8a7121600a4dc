import { CopyCode } from '#app/components/copy-code.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Button, ButtonLink } from '#app/components/form/button.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Money } from '#app/components/money.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SidePanel } from '#app/components/side-panel.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import type { StatusOf } from '#app/components/status-words.ts';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';

interface SampleRow {
  code: string;
  patient: string;
  at: string;
  state: StatusOf<'payment'>;
  paise: number;
}

const rows: SampleRow[] = [
  { code: 'OV-7KQ4-M2XD', patient: 'Asha Kulkarni', at: '2026-11-24T05:00:00Z', state: 'captured', paise: 1_214_99 },
  { code: 'OV-9TBC-4HRW', patient: 'Venkata Satyanarayana Rao', at: '2026-11-24T05:40:00Z', state: 'authorized', paise: 12_499_50 },
  { code: 'OV-2MZN-8PLA', patient: 'Imran Shaikh', at: '2026-11-24T06:10:00Z', state: 'failed', paise: 450_00 },
  { code: 'OV-5XJD-1QEV', patient: 'Divya Menon', at: '2026-11-24T06:30:00Z', state: 'created', paise: 1_00_000_00 },
];

const zone = 'Asia/Kolkata';

const paymentColumns: Column<SampleRow>[] = [
  { header: 'Visit', title: true, cell: (row) => <a href={`#${row.code}`}>{row.code}</a> },
  { header: 'Patient', cell: (row) => row.patient },
  { header: 'When', cell: (row) => <When at={row.at} zone={zone} /> },
  { header: 'State', cell: (row) => <StatusTag of="payment" state={row.state} desk /> },
  { header: 'Amount', end: true, cell: (row) => <Money paise={row.paise} /> },
];

const dayColumns: Column<SampleRow>[] = [
  { header: 'Time', title: true, cell: (row) => <When at={row.at} zone={zone} show="time" /> },
  { header: 'Patient', cell: (row) => row.patient },
  { header: 'Service', cell: () => 'Consultation' },
  { header: 'Status', cell: () => <StatusTag of="booking" state="confirmed" /> },
  {
    header: 'Next step',
    action: true,
    cell: (row) => (
      <ButtonLink href={`#${row.code}`} look="secondary" small icon="check">
        Completed
      </ButtonLink>
    ),
  },
];

export function MoneyTable() {
  const empty = <EmptyState icon="search" title="No payments match" />;
  return (
    <>
      <PageHeading title="Everything is explained" lede="4 payments today, ₹1,14,164.49 in all." />
      <FilterChips
        label="Filters"
        chips={[
          { label: 'Today', href: '#main', active: true },
          { label: 'Failed', href: '#main', count: 1 },
          { label: 'Older than 15 minutes', href: '#main', count: 0 },
        ]}
      />
      <DataTable
        caption="Payments, newest first"
        rows={rows}
        rowKey={(row) => row.code}
        currentKey="OV-9TBC-4HRW"
        empty={empty}
        columns={paymentColumns}
        totals={['Total', null, null, null, <Money key="total" paise={1_14_164_49} />]}
      />
      <Pagination nextHref="#main" previousHref="#main" position="Newest first" />
      <DataTable caption="No rows" rows={[]} rowKey={String} columns={[]} empty={empty} />
    </>
  );
}

export function RowStory() {
  return (
    <SidePanel title="OV-9TBC-4HRW" closeHref="/styleguide?section=desk">
      <SummaryList
        rows={[
          { term: 'Order', description: <CopyCode code="order_QK2fYyPq1x8aZB" what="order id" /> },
          { term: 'Paid', description: <Money paise={12_499_50} /> },
          { term: 'State', description: <StatusTag of="payment" state="authorized" desk /> },
        ]}
      />
      <Button look="secondary">Ask Razorpay now</Button>
    </SidePanel>
  );
}

export function DayList() {
  return (
    <>
      <PageHeading title="Tue 24 Nov" lede="3 patients, next at 10:30." />
      <DataTable
        caption="Your day"
        captionHidden
        rows={rows.slice(0, 3)}
        rowKey={(row) => row.code}
        empty={<EmptyState title="Nothing booked today" />}
        columns={dayColumns}
      />
      <p className="now-line">10:12 now</p>
    </>
  );
}
