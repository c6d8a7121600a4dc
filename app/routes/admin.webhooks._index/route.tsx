import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listWebhooks } from '#db/admin-lists.ts';
import { listAddress } from '../admin/list-address.ts';
import { oneOf, readFilters, textFilter, turnFilters } from '../admin/list-filters.ts';
import { WEBHOOK_NAMES, WEBHOOK_STATE_NAMES, WEBHOOK_STATES } from './webhook-states.ts';
import { WebhookTable } from './webhook-table.tsx';

const PATH = '/admin/webhooks';

export const meta: MetaFunction = () => [{ title: 'Webhooks · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { after, before, ...filters } = readFilters(request, { state: oneOf(WEBHOOK_STATE_NAMES), name: textFilter, ...turnFilters });
  return json({ filters, ...(await listWebhooks(resources().db, filters, { after, before })) });
}

export default function Webhooks() {
  const { filters, rows, newer, older } = useLoaderData<typeof loader>();
  const states = WEBHOOK_STATE_NAMES.map((state) => {
    const active = filters.state === state;
    return { label: WEBHOOK_STATES[state].word, active, href: listAddress(PATH, { ...filters, state: active ? null : state }) };
  });
  const names = [...new Set([...WEBHOOK_NAMES, ...(filters.name ? [filters.name] : [])])].map((name) => {
    const active = filters.name === name;
    return { label: name, active, href: listAddress(PATH, { ...filters, name: active ? null : name }) };
  });
  return (
    <>
      <PageHeading title="Webhooks" lede="What Razorpay told us, stored before anything was done about it." />
      <div className="grid gap-2">
        <FilterChips label="State" chips={states} />
        <FilterChips label="Event" chips={names} />
      </div>
      <WebhookTable rows={rows} />
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position="Newest first"
      />
    </>
  );
}
