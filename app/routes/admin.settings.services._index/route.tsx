import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { SearchBox } from '#app/components/form/search-box.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Money } from '#app/components/money.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Tag } from '#app/components/tag.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listDeskServices } from '#db/desk-services.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { listAddress } from '../admin/list-address.ts';
import { oneOf, readFilters, textFilter } from '../admin/list-filters.ts';

const PATH = '/admin/settings/services';

export const meta: MetaFunction = () => [{ title: 'Services · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const filters = readFilters(request, { name: textFilter, sold: oneOf(['no']), after: textFilter });
  const page = await listDeskServices(resources().db, { query: filters.name, active: filters.sold === 'no' ? 0 : undefined, after: filters.after });
  return json({ filters, ...page });
}

interface Row {
  id: string;
  name: string;
  provider_name: string;
  list_price_paise: number;
  duration_minutes: number;
  buffer_minutes: number;
  policy_name: string;
  policy_version: number;
  active: 0 | 1;
}

const columns: Column<Row>[] = [
  { header: 'Service', title: true, cell: (row) => <a href={`${PATH}/${row.id}`} className="link font-semibold">{row.name}</a> },
  { header: 'Provider', cell: (row) => row.provider_name },
  { header: 'Minutes', cell: (row) => (row.buffer_minutes > 0 ? `${row.duration_minutes} + ${row.buffer_minutes}` : row.duration_minutes) },
  { header: 'Policy', cell: (row) => `${row.policy_name}, version ${row.policy_version}` },
  { header: 'On sale', cell: (row) => (row.active === 1 ? 'Yes' : <Tag>Withdrawn</Tag>) },
  { header: 'Price', end: true, cell: (row) => <Money paise={row.list_price_paise} /> },
];

export default function Services() {
  const { filters, rows, next } = useLoaderData<typeof loader>();
  const { name, sold } = filters;
  return (
    <>
      <PageHeading
        title="Services"
        lede="What is sold, at which price and under which policy. What is booked keeps what it was sold with."
        back={{ href: '/admin/settings', label: 'Settings' }}
        aside={<ButtonLink look="secondary" icon="plus" href={`${PATH}/new`}>Add a service</ButtonLink>}
      />
      <div className="grid gap-2">
        <div className="max-w-96">
          <SearchBox action={PATH} label="Search by provider or service" name="name" defaultValue={name} placeholder="Provider or service" {...(sold && { keep: { sold } })} />
        </div>
        <FilterChips label="On sale" chips={[{ label: 'Withdrawn', active: sold === 'no', href: listAddress(PATH, { name, sold: sold === 'no' ? null : 'no' }) }]} />
      </div>
      <DataTable caption="Services" captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} empty="No service is like this." />
      <Pagination previousHref={filters.after && listAddress(PATH, { name, sold })} nextHref={next && listAddress(PATH, { name, sold, after: next })} position="By provider; Previous leads to the first page" />
      <div><CsvLink path="/admin/settings/csv/services" filters={{ name, sold }} /></div>
    </>
  );
}
