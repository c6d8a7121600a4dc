import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import type { ReturnablePart } from './returnable-part.ts';

const columns: Column<ReturnablePart>[] = [
  {
    header: 'Service',
    title: true,
    cell: (part) => (
      <span>
        <span className="font-semibold">{part.serviceName}</span>
        <span className="block text-sm font-normal text-muted">{part.providerName}</span>
      </span>
    ),
  },
  { header: 'Status', cell: (part) => <StatusTag of="booking" state={part.status} desk /> },
  { header: 'Paid', end: true, cell: (part) => <Money paise={part.paidPaise} /> },
  { header: 'Returned', end: true, cell: (part) => part.refundedPaise > 0 && <Money paise={part.refundedPaise} /> },
  { header: 'Fee kept', end: true, cell: (part) => part.keptPaise > 0 && <Money paise={part.keptPaise} /> },
  { header: 'Can be returned', end: true, cell: (part) => <Money paise={part.remainderPaise} /> },
  {
    header: 'Next step',
    action: true,
    cell: (part) => (
      <ButtonLink look="secondary" small href={`?part=${part.id}`}>
        Choose<span className="sr-only"> {part.serviceName}</span>
      </ButtonLink>
    ),
  },
];

/** Of which service: asked when none was chosen. */
export function PartList({ parts }: { parts: ReturnablePart[] }) {
  const nothing = (
    <EmptyState icon="wallet" title="Nothing was paid for this visit">
      There is no money here that could be returned.
    </EmptyState>
  );
  return <DataTable caption="Of which service?" columns={columns} rows={parts} rowKey={(part) => part.id} empty={nothing} />;
}
