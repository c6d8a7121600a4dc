import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listSpecialisations } from '#db/specialisations.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { DoneNotice } from '../admin.settings._index/done-notice.tsx';

const PATH = '/admin/settings/specialisations';

export const meta: MetaFunction = () => [{ title: 'Specialisations · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  return json({ specialisations: await listSpecialisations(resources().db) });
}

interface Row {
  id: string;
  name: string;
  treats: string;
  doctors: number;
}

const columns: Column<Row>[] = [
  { header: 'Specialisation', title: true, cell: (row) => <a href={`${PATH}/${row.id}`} className="link font-semibold">{row.name}</a> },
  { header: 'What it treats', cell: (row) => row.treats },
  { header: 'Doctors', end: true, cell: (row) => row.doctors },
];

export default function Specialisations() {
  const { specialisations } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Specialisations"
        lede="The words by which patients find a doctor."
        back={{ href: '/admin/settings', label: 'Settings' }}
        aside={<ButtonLink look="secondary" icon="plus" href={`${PATH}/new`}>Add a specialisation</ButtonLink>}
      />
      <DoneNotice />
      <DataTable caption="Specialisations" captionHidden columns={columns} rows={specialisations} rowKey={({ id }) => id} empty="There is no specialisation yet." />
      <div><CsvLink path="/admin/settings/csv/specialisations" filters={{}} /></div>
    </>
  );
}
