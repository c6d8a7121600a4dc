import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listClinics } from '#db/clinics.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { DoneNotice } from '../admin.settings._index/done-notice.tsx';

const PATH = '/admin/settings/clinics';

export const meta: MetaFunction = () => [{ title: 'Clinics · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  return json({ clinics: await listClinics(resources().db) });
}

interface Row {
  id: string;
  name: string;
  address: string;
  locality: string;
  zone: string;
  city_name: string;
  providers: number;
}

const columns: Column<Row>[] = [
  { header: 'Clinic', title: true, cell: (row) => <a href={`${PATH}/${row.id}`} className="link font-semibold">{row.name}</a> },
  { header: 'City', cell: (row) => row.city_name },
  { header: 'Address', cell: (row) => `${row.address}, ${row.locality}` },
  { header: 'Time zone', cell: (row) => row.zone },
  { header: 'Providers', end: true, cell: (row) => row.providers },
];

export default function Clinics() {
  const { clinics } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Clinics"
        lede="Where services are given. Every time of a clinic is on its own clock."
        back={{ href: '/admin/settings', label: 'Settings' }}
        aside={<ButtonLink look="secondary" icon="plus" href={`${PATH}/new`}>Open a clinic</ButtonLink>}
      />
      <DoneNotice />
      <DataTable caption="Clinics" captionHidden columns={columns} rows={clinics} rowKey={({ id }) => id} empty="There is no clinic yet." />
      <div><CsvLink path="/admin/settings/csv/clinics" filters={{}} /></div>
    </>
  );
}
