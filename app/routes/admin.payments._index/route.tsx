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
import { CsvLink } from '../admin/csv-link.tsx';
import { DayRange } from '../admin/day-range.tsx';
import { listAddress } from '../admin/list-address.ts';
import { readPaymentFilters } from './payment-filters.server.ts';
import { STUCK } from './stuck.ts';
import { PaymentTable } from './payment-table.tsx';

const PATH = '/admin/payments';

export const meta: MetaFunction = () => [{ title: 'Payments · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const now = new Date();
  const { filters, wish, turn } = readPaymentFilters(request, now);
  const page = await listPayments(resources().db, wish, turn);
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
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <DayRange action={PATH} from={filters.from} to={filters.to} keep={{ status: filters.status }} />
            <CsvLink path="/admin/payments.csv" filters={filters} />
          </div>
        }
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
