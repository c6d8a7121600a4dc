import { json, redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { statusWord } from '#app/components/status-words.ts';
import { MASTER_STATUSES } from './master-statuses.ts';
import { resources } from '#app/server-resources.server.ts';
import { listVisits } from '#db/admin-lists.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { DayRange } from '../admin/day-range.tsx';
import { listAddress } from '../admin/list-address.ts';
import { readVisitFilters } from './visit-filters.server.ts';
import { VisitTable, visitRow } from './visit-table.tsx';

const PATH = '/admin/visits';

export const meta: MetaFunction = () => [{ title: 'Visits · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { filters, wish, turn, single } = readVisitFilters(request);
  const { partsOf, ...page } = await listVisits(resources().db, wish, turn);
  const [only, ...others] = page.rows;
  if (single && only && others.length === 0) throw redirect(`${PATH}/${only.code}`);
  return json({ filters, ...page, rows: page.rows.map((row) => visitRow(row, partsOf)) });
}

export default function Visits() {
  const { filters, rows, newer, older } = useLoaderData<typeof loader>();
  const chips = MASTER_STATUSES.map((status) => {
    const active = filters.status === status;
    return { label: statusWord('visit', status).word, active, href: listAddress(PATH, { ...filters, status: active ? null : status }) };
  });
  const searched = filters.q ? [{ label: `“${filters.q}”`, active: true, href: listAddress(PATH, { ...filters, q: null }) }] : [];
  return (
    <>
      <PageHeading
        title="Visits"
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <DayRange action={PATH} from={filters.from} to={filters.to} keep={{ status: filters.status, q: filters.q }} />
            <CsvLink path="/admin/visits.csv" filters={filters} />
          </div>
        }
      />
      <FilterChips label="Filters" chips={[...searched, ...chips]} />
      <VisitTable caption="Visits, newest first" rows={rows} />
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position="Newest first"
      />
    </>
  );
}
