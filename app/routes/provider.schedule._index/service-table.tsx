import { DataTable, type Column } from '#app/components/list/data-table.tsx';

export interface ServiceView {
  id: string;
  name: string;
  durationMinutes: number;
  bufferMinutes: number;
}

const columns: Column<ServiceView>[] = [
  { header: 'Service', title: true, cell: ({ name }) => name },
  { header: 'Takes', end: true, cell: ({ durationMinutes }) => `${durationMinutes} min` },
  { header: 'Buffer after', end: true, cell: ({ bufferMinutes }) => (bufferMinutes === 0 ? 'None' : `${bufferMinutes} min`) },
  {
    header: 'Change',
    action: true,
    cell: ({ id, name }) => (
      <a href={`/provider/schedule/services/${id}`} className="link">
        Change<span className="sr-only"> the minutes of {name}</span>
      </a>
    ),
  },
];

export function ServiceTable({ services }: { services: ServiceView[] }) {
  return <DataTable caption="Minutes of each service" captionHidden columns={columns} rows={services} rowKey={({ id }) => id} empty={<p className="text-muted">You have no services on offer.</p>} />;
}
