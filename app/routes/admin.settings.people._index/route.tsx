import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { SearchBox } from '#app/components/form/search-box.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Tabs } from '#app/components/list/tabs.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listPeople } from '#db/people.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { listAddress } from '../admin/list-address.ts';
import { oneOf, readFilters, textFilter } from '../admin/list-filters.ts';

const PATH = '/admin/settings/people';
const ROLES = [['admin', 'Admins'], ['doctor', 'Providers’ logins'], ['patient', 'Patients']] as const;

export const meta: MetaFunction = () => [{ title: 'People and roles · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { role = 'admin', email, after } = readFilters(request, { role: oneOf(['admin', 'doctor', 'patient']), email: textFilter, after: textFilter });
  return json({ role, email, after, ...(await listPeople(resources().db, { role, email, after })) });
}

interface Row {
  id: string;
  email: string;
  name: string;
  created_at: string;
  disabled_at: string | null;
  provider_name: string | null;
}

const columns: Column<Row>[] = [
  { header: 'Name', title: true, cell: (row) => <a href={`${PATH}/${row.id}`} className="link font-semibold">{row.name}</a> },
  { header: 'E-mail', cell: (row) => <span>{row.email}</span> },
  { header: 'Stands for', cell: (row) => row.provider_name ?? '—' },
  { header: 'Since', cell: (row) => <When at={row.created_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'May sign in', cell: (row) => (row.disabled_at ? <Tag tone="warning">Disabled</Tag> : 'Yes') },
];

export default function People() {
  const { role, email, after, rows, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="People and roles"
        lede="Who can sign in, and as what."
        back={{ href: '/admin/settings', label: 'Settings' }}
        aside={<ButtonLink look="secondary" icon="plus" href={`${PATH}/new`}>Invite somebody</ButtonLink>}
      />
      <Tabs label="Roles" tabs={ROLES.map(([value, label]) => ({ label, href: listAddress(PATH, { role: value }), current: role === value }))} />
      <div className="max-w-96">
        <SearchBox action={PATH} label="Search by the beginning of the e-mail" name="email" defaultValue={email} placeholder="E-mail" keep={{ role }} />
      </div>
      <DataTable caption="People" captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} empty="Nobody is like this." />
      <Pagination previousHref={after && listAddress(PATH, { role, email })} nextHref={next && listAddress(PATH, { role, email, after: next })} position="By e-mail; Previous leads to the first page" />
      <div><CsvLink path="/admin/settings/csv/people" filters={{ role, email }} /></div>
    </>
  );
}
