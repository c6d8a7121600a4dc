import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listAddress } from '../admin/list-address.ts';
import { oneOf, readFilters, turnFilters } from '../admin/list-filters.ts';
import { PAYOUTS_SHOWN, SHOWN_WORDS } from './payout-row.ts';
import { PayoutTable } from './payout-table.tsx';
import { readEarnings } from './read-earnings.server.ts';
import { EarningSums, OpenClawbacks, StatementForm } from './sums.tsx';

const PATH = '/provider/earnings';

export const meta: MetaFunction = () => [{ title: 'Earnings · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const { show, ...turn } = readFilters(request, { show: oneOf(PAYOUTS_SHOWN), ...turnFilters });
  const earnings = await readEarnings(resources().db, { providerId, shown: show, turn: { after: turn.after ?? null, before: turn.before ?? null }, now: new Date() });
  return json({ show: show ?? null, ...earnings });
}

export default function Earnings() {
  const { show, zone, sums, monthName, clawbacks, rows, newer, older, months } = useLoaderData<typeof loader>();
  const chips = PAYOUTS_SHOWN.map((value) => {
    const active = show === value;
    return { label: SHOWN_WORDS[value], active, href: listAddress(PATH, { show: active ? null : value }) };
  });
  return (
    <>
      <PageHeading title="Earnings" lede="Each completed booking is paid out by itself. What is not with you yet says why, and what happens next." />
      <EarningSums sums={sums} monthName={monthName} />
      <OpenClawbacks clawbacks={clawbacks} zone={zone} />
      <FilterChips label="Payouts shown" chips={chips} />
      <PayoutTable rows={rows} zone={zone} filtered={show !== null} />
      <Pagination previousHref={newer && listAddress(PATH, { show, before: newer })} nextHref={older && listAddress(PATH, { show, after: older })} position="Newest first" />
      <StatementForm months={months} />
    </>
  );
}
