import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { SearchBox } from '#app/components/form/search-box.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SERVICE_KINDS, type ServiceKind } from '#app/domain/booking.ts';
import { resources } from '#app/server-resources.server.ts';
import { listCommissions } from '#db/commissions.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { inPercent, inWords } from '../admin/in-words.ts';
import { listAddress } from '../admin/list-address.ts';
import { readFilters, textFilter } from '../admin/list-filters.ts';

const PATH = '/admin/settings/commissions';

export const meta: MetaFunction = () => [{ title: 'Commissions · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const filters = readFilters(request, { name: textFilter, after: textFilter });
  return json({ filters, ...(await listCommissions(resources().db, { query: filters.name, after: filters.after })) });
}

interface Row {
  id: string;
  name: string;
  kept_fee_provider_bps: number;
  commissionBps: Partial<Record<ServiceKind, number>>;
}

const columns: Column<Row>[] = [
  { header: 'Provider', title: true, cell: (row) => <a href={`${PATH}/${row.id}`} className="link font-semibold">{row.name}</a> },
  ...SERVICE_KINDS.map((kind): Column<Row> => ({ header: inWords(kind), end: true, cell: ({ commissionBps }) => (commissionBps[kind] === undefined ? '—' : inPercent(commissionBps[kind])) })),
  { header: 'Of a kept fee to the provider', end: true, cell: (row) => inPercent(row.kept_fee_provider_bps) },
];

export default function Commissions() {
  const { filters, rows, next } = useLoaderData<typeof loader>();
  const { name } = filters;
  return (
    <>
      <PageHeading title="Commissions" lede="What the platform keeps of each service, frozen on a booking when it is sold." back={{ href: '/admin/settings', label: 'Settings' }} />
      <div className="max-w-96">
        <SearchBox action={PATH} label="Search by provider" name="name" defaultValue={name} placeholder="Provider" />
      </div>
      <DataTable caption="Commissions by provider" captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} empty="No provider is like this." />
      <Pagination previousHref={filters.after && listAddress(PATH, { name })} nextHref={next && listAddress(PATH, { name, after: next })} position="By name; Previous leads to the first page" />
      <div><CsvLink path="/admin/settings/csv/commissions" filters={{ name }} /></div>
    </>
  );
}
