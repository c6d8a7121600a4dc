import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import type { MasterStatus } from '#app/domain/booking.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { listAddress } from '../admin/list-address.ts';

interface StoryRow {
  id: string;
  code: string;
  status: MasterStatus;
  patient_name: string;
  listed_at: string;
  sums?: { inPaise: number; returnedPaise: number; paidOutPaise: number } | undefined;
}

const columns: Column<StoryRow>[] = [
  { header: 'Visit', title: true, cell: (row) => <a href={storyAddress(row.code)}>{row.code}</a> },
  { header: 'Patient', cell: (row) => row.patient_name },
  { header: 'Status', cell: (row) => <StatusTag of="visit" state={row.status} desk /> },
  { header: 'Made', cell: (row) => <When at={row.listed_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'Paid', end: true, cell: (row) => <Money paise={row.sums?.inPaise ?? 0} /> },
  { header: 'Returned', end: true, cell: (row) => row.sums && row.sums.returnedPaise > 0 && <Money paise={row.sums.returnedPaise} /> },
  { header: 'Paid to providers', end: true, cell: (row) => row.sums && row.sums.paidOutPaise > 0 && <Money paise={row.sums.paidOutPaise} /> },
];

/** Any id of money leads here. */
export function storyAddress(id: string, filters: Readonly<Record<string, string | null | undefined>> = {}): string {
  return listAddress('/admin/story', { q: id, ...filters });
}

export function StoryList({ asked, rows, newer, older }: { asked: string; rows: StoryRow[]; newer: string | null; older: string | null }) {
  return (
    <>
      <DataTable caption="Visits with their sums, newest first" captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={null} />
      <Pagination previousHref={newer && storyAddress(asked, { before: newer })} nextHref={older && storyAddress(asked, { after: older })} position="Newest first" />
    </>
  );
}
