import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';

export interface FullRefundLine {
  id: string;
  serviceName: string;
  providerName: string;
  startsAt: string;
  zone: string;
  paidPaise: number;
  alreadyRefundedPaise: number;
  refundPaise: number;
  /** Not chosen: a follow-up that depends on what is cancelled. */
  comesAlong: boolean;
}

const columns: Column<FullRefundLine>[] = [
  {
    header: 'Service',
    title: true,
    cell: (line) => (
      <span>
        <span className="font-semibold">{line.serviceName}</span>
        <span className="block text-sm font-normal text-muted">
          {line.providerName}
          {line.comesAlong && '; comes along, because it depends on the consultation'}
        </span>
      </span>
    ),
  },
  { header: 'When', cell: (line) => <When at={line.startsAt} zone={line.zone} /> },
  { header: 'Paid', end: true, cell: (line) => <Money paise={line.paidPaise} /> },
  { header: 'Already returned', end: true, cell: (line) => line.alreadyRefundedPaise > 0 && <Money paise={line.alreadyRefundedPaise} /> },
  { header: 'Goes back', end: true, cell: (line) => <Money paise={line.refundPaise} /> },
];

/** What the patient gets back when we or the provider cancel: all of it. */
export function FullRefundTable({ lines, refundPaise }: { lines: FullRefundLine[]; refundPaise: number }) {
  return (
    <DataTable
      caption="The patient gets everything back, whatever the policy says"
      columns={columns}
      rows={lines}
      rowKey={(line) => line.id}
      empty={null}
      totals={['Total', null, null, null, <Money key="sum" paise={refundPaise} />]}
    />
  );
}
