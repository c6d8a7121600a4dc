import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { EXPORT_NAMES, exportKind } from '#db/exports/exports.ts';
import { DayRange } from '../admin/day-range.tsx';
import { listAddress } from '../admin/list-address.ts';
import { dayFilters, readFilters } from '../admin/list-filters.ts';

const PATH = '/admin/exports';

export const meta: MetaFunction = () => [{ title: 'Exports · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const exports = EXPORT_NAMES.map((name) => ({ name, about: exportKind(name).about, dayOf: exportKind(name).dayOf }));
  return json({ days: readFilters(request, dayFilters), exports });
}

interface Row {
  name: string;
  about: string;
  dayOf: string;
}

interface Days {
  from?: string | null;
  to?: string | null;
}

function columnsFor(days: Days): Column<Row>[] {
  return [
    { header: 'Export', title: true, cell: nameOf },
    { header: 'One line is', cell: ({ about }) => about },
    { header: 'Counted on the day it was', cell: ({ dayOf }) => dayOf },
    { header: 'Download', action: true, cell: ({ name }) => downloads(name, days) },
  ];
}

function nameOf({ name }: Row) {
  return <span className="font-semibold capitalize">{name}</span>;
}

export default function Exports() {
  const { days, exports } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Exports"
        lede="The books as they stand, for accountants and checkers. Amounts are whole paise, times are UTC; days are those of India. Each download is written down in the audit log."
      />
      <DayRange action={PATH} from={days.from} to={days.to} keep={{}} />
      <DataTable
        caption="What can be downloaded"
        captionHidden
        rows={exports}
        rowKey={({ name }) => name}
        empty={null}
        columns={columnsFor(days)}
      />
    </>
  );
}

function downloads(name: string, { from, to }: Days) {
  const href = (format: string) => listAddress(`${PATH}/${name}.${format}`, { from, to });
  return (
    <span className="inline-flex gap-4">
      <a className="link inline-flex min-h-11 items-center lg:min-h-0" href={href('csv')} download aria-label={`${name} as CSV`}>
        CSV
      </a>
      <a className="link inline-flex min-h-11 items-center lg:min-h-0" href={href('jsonl')} download aria-label={`${name} as JSON lines`}>
        JSON lines
      </a>
    </span>
  );
}
