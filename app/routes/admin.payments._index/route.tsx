import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { statusWord } from '#app/components/status-words.ts';
import { PAYMENT_STATUSES } from '#app/domain/payment.ts';
import { resources } from '#app/server-resources.server.ts';
import { listPayments } from '#db/admin-lists.ts';
import { DayRange } from '../admin/day-range.tsx';
import { listAddress } from '../admin/list-address.ts';
import { dayFilters, oneOf, readFilters, spanOfDays, turnFilters } from '../admin/list-filters.ts';
import { PaymentTable } from './payment-table.tsx';

const PATH = '/admin/payments';
/** Not a status of ours: open, although Razorpay was to have said something by now. */
const STUCK = 'stuck';

export const meta: MetaFunction = () => [{ title: 'Payments · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { after, before, ...filters } = readFilters(request, { status: oneOf([...PAYMENT_STATUSES, STUCK]), ...dayFilters, ...turnFilters });
  const now = new Date();
  const wanted = filters.status === STUCK ? { stuckAt: now } : { status: filters.status };
  const page = await listPayments(resources().db, { ...wanted, ...spanOfDays(filters) }, { after, before });
  return json({ now, filters, ...page });
}

export default function Payments() {
  const { now, filters, rows, newer, older } = useLoaderData<typeof loader>();
  const chip = (status: NonNullable<typeof filters.status>, label: string) => {
    const active = filters.status === status;
    return { label, active, href: listAddress(PATH, { ...filters, status: active ? null : status }) };
  };
  const chips = [chip(STUCK, 'Stuck'), ...PAYMENT_STATUSES.map((status) => chip(status, statusWord('payment', status).deskWord ?? status))];
  return (
    <>
      <PageHeading
        title="Payments"
        lede="One row per Razorpay order. Fees include their GST."
        aside={<DayRange action={PATH} from={filters.from} to={filters.to} keep={{ status: filters.status }} />}
      />
      <FilterChips label="Filters" chips={chips} />
      <PaymentTable rows={rows} now={now} />
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position="Newest first"
      />
    </>
  );
}
