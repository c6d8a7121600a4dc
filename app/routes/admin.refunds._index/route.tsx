import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { statusWord } from '#app/components/status-words.ts';
import { resources } from '#app/server-resources.server.ts';
import { listParkedRefunds, listRefunds } from '#db/admin-refunds.ts';
import { inWords } from '../admin/in-words.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { listAddress } from '../admin/list-address.ts';
import { readRefundFilters } from './refund-filters.server.ts';
import { REFUND_KINDS, REFUND_STATUSES, WAITING, WAITING_NAMES } from './refund-row.ts';
import { ParkedTable, RefundTable } from './refund-table.tsx';

const PATH = '/admin/refunds';
const NONE: Awaited<ReturnType<typeof listRefunds>>['rows'] = [];

export const meta: MetaFunction = () => [{ title: 'Refunds · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const { filters, turn } = readRefundFilters(request);
  const now = new Date();
  if (filters.waiting === 'person') {
    const { rows: parked, ...turns } = await listParkedRefunds(db, filters, turn);
    return json({ now, filters, rows: NONE, parked, moreParked: false, ...turns });
  }
  const onFirst = !turn.after && !turn.before;
  const [page, parked] = await Promise.all([listRefunds(db, filters, turn), onFirst ? listParkedRefunds(db, filters) : { rows: NONE, older: null }]);
  return json({ now, filters, ...page, parked: parked.rows, moreParked: parked.older !== null });
}

export default function Refunds() {
  const { now, filters, rows, newer, older, parked, moreParked } = useLoaderData<typeof loader>();
  const chip = (name: 'status' | 'kind' | 'waiting', value: string, label: string) => {
    const active = filters[name] === value;
    return { label, active, href: listAddress(PATH, { ...filters, [name]: active ? null : value }) };
  };
  const onlyParked = filters.waiting === 'person';
  return (
    <>
      <PageHeading title="Refunds" lede="Each is sent by itself, once, and followed until it is at the bank. What cannot go that way waits here for you." aside={<CsvLink path="/admin/refunds.csv" filters={filters} />} />
      <div className="grid gap-2">
        <FilterChips label="Waiting for" chips={WAITING_NAMES.map((name) => chip('waiting', name, WAITING[name]))} />
        <FilterChips label="State" chips={REFUND_STATUSES.map((status) => chip('status', status, statusWord('refund', status).deskWord ?? statusWord('refund', status).word))} />
        <FilterChips label="Kind" chips={REFUND_KINDS.map((kind) => chip('kind', kind, inWords(kind)))} />
      </div>
      {parked.length > 0 && <ParkedTable rows={parked} now={now} />}
      {moreParked && (
        <a className="link" href={listAddress(PATH, { ...filters, waiting: 'person' })}>
          Show all that wait for you
        </a>
      )}
      {onlyParked && parked.length === 0 && (
        <EmptyState icon="check-circle" title="No refund needs you">
          One that Razorpay or a bank does not take appears here, with what to do.
        </EmptyState>
      )}
      {!onlyParked && (rows.length > 0 || parked.length === 0) && <RefundTable rows={rows} now={now} />}
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position={onlyParked ? 'Longest waiting first' : 'Newest first'}
      />
    </>
  );
}
