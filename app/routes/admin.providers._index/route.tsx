import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { SearchBox } from '#app/components/form/search-box.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { statusWord } from '#app/components/status-words.ts';
import { ONBOARDING_STATUSES } from '#app/domain/onboarding.ts';
import { resources } from '#app/server-resources.server.ts';
import { listProviders } from '#db/admin-providers.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { listAddress } from '../admin/list-address.ts';
import { readProviderFilters } from './provider-filters.server.ts';
import { FLAG_NAMES, FLAGS } from './provider-row.ts';
import { ProviderTable } from './provider-table.tsx';

const PATH = '/admin/providers';

export const meta: MetaFunction = () => [{ title: 'Providers · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { filters, wish, turn } = readProviderFilters(request);
  const page = await listProviders(resources().db, wish, turn);
  return json({ filters, ...page });
}

export default function Providers() {
  const { filters, rows, newer, older } = useLoaderData<typeof loader>();
  const chip = (name: 'status' | 'flag', value: string, label: string) => {
    const active = filters[name] === value;
    return { label, active, href: listAddress(PATH, { ...filters, [name]: active ? null : value }) };
  };
  const keep = Object.fromEntries(Object.entries({ status: filters.status, flag: filters.flag }).filter((pair): pair is [string, NonNullable<(typeof pair)[1]>] => Boolean(pair[1])));
  return (
    <>
      <PageHeading
        title="Providers"
        lede="Whom we pay, and whether their account is in order. A verified provider is paid by itself; everybody else’s earnings wait."
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <ButtonLink look="secondary" small icon="plus" href="/admin/settings/providers/new">Add a provider</ButtonLink>
            <CsvLink path="/admin/providers.csv" filters={filters} />
          </div>
        }
      />
      <div className="grid gap-2">
        <div className="max-w-96">
          <SearchBox action={PATH} label="Search by name or registration number" name="name" defaultValue={filters.name} placeholder="Name or registration" keep={keep} />
        </div>
        <FilterChips label="State" chips={ONBOARDING_STATUSES.map((status) => chip('status', status, statusWord('onboarding', status).word))} />
        <FilterChips label="Needs" chips={FLAG_NAMES.map((name) => chip('flag', name, FLAGS[name]))} />
      </div>
      <ProviderTable rows={rows} />
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position="Latest details first"
      />
    </>
  );
}
