import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { When } from '#app/components/when.tsx';
import { policySentence } from '#app/domain/policy-sentence.ts';
import { resources } from '#app/server-resources.server.ts';
import { listPolicyVersions } from '#db/policies.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';

export const meta: MetaFunction = () => [{ title: 'Cancellation policies · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const byName = Map.groupBy(await listPolicyVersions(resources().db), ({ name }) => name);
  const policies = [...byName.values()].map((versions) => {
    const { id, name, version, body, created_at } = versions[0]!;
    return { id, name, version, created_at, sentence: policySentence(body), services: versions.reduce((all, each) => all + each.services, 0) };
  });
  return json({ policies });
}

interface Row {
  id: string;
  name: string;
  version: number;
  created_at: string;
  sentence: string;
  services: number;
}

const columns: Column<Row>[] = [
  { header: 'Policy', title: true, cell: (row) => <a href={`/admin/settings/policies/${row.id}`} className="link font-semibold">{row.name}</a> },
  { header: 'What patients read', cell: (row) => row.sentence },
  { header: 'Version', end: true, cell: (row) => row.version },
  { header: 'Since', cell: (row) => <When at={row.created_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'Services', end: true, cell: (row) => row.services },
];

export default function Policies() {
  const { policies } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Cancellation policies"
        lede="What comes back when a patient cancels. Each service is sold under one; each booking keeps the version it was sold with."
        back={{ href: '/admin/settings', label: 'Settings' }}
        aside={<ButtonLink look="secondary" icon="plus" href="/admin/settings/policies/new">Make a new policy</ButtonLink>}
      />
      <DataTable caption="Policies" captionHidden columns={columns} rows={policies} rowKey={({ id }) => id} empty="There is no policy yet; without one nothing can be sold." />
      <div><CsvLink path="/admin/settings/csv/policies" filters={{}} /></div>
    </>
  );
}
