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
import { namesOneVisit, readSearch } from '#db/visit-search.ts';
import { DayRange } from '../admin/day-range.tsx';
import { listAddress } from '../admin/list-address.ts';
import { dayFilters, oneOf, readFilters, spanOfDays, textFilter, turnFilters } from '../admin/list-filters.ts';
import { VisitTable, visitRow } from './visit-table.tsx';

const PATH = '/admin/visits';

export const meta: MetaFunction = () => [{ title: 'Visits · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { after, before, ...filters } = readFilters(request, { status: oneOf(MASTER_STATUSES), q: textFilter, ...dayFilters, ...turnFilters });
  const search = filters.q ? readSearch(filters.q) : undefined;
  const { partsOf, ...page } = await listVisits(resources().db, { status: filters.status, search, ...spanOfDays(filters) }, { after, before });
  const [only, ...others] = page.rows;
  const filtered = filters.status || filters.from || filters.to || after || before;
  if (search && namesOneVisit(search) && only && others.length === 0 && !filtered) throw redirect(`${PATH}/${only.code}`);
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
        aside={<DayRange action={PATH} from={filters.from} to={filters.to} keep={{ status: filters.status, q: filters.q }} />}
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
