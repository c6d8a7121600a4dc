import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Tabs } from '#app/components/list/tabs.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { DISCREPANCY_KINDS, DISCREPANCY_SOURCES } from '#app/domain/reconciliation.ts';
import { resources } from '#app/server-resources.server.ts';
import { readBooksDesk } from '#db/books.ts';
import { listDiscrepancies } from '#db/discrepancy-lists.ts';
import { DayRange } from '../admin/day-range.tsx';
import { DISCREPANCY_WORDS, SOURCE_WORDS } from '../admin/discrepancy-words.ts';
import { listAddress } from '../admin/list-address.ts';
import { booksSentence } from '../admin.books._index/books-sentence.ts';
import { DiscrepancyTable } from './discrepancy-table.tsx';
import { readInboxFilters } from './inbox-filters.server.ts';

const PATH = '/admin/discrepancies';
const TABS = [['Open', null], ['Waits for a second admin', 'escalated'], ['Closed', 'closed'], ['All', 'all']] as const;

export const meta: MetaFunction = () => [{ title: 'Discrepancies · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const { filters, wish, turn } = readInboxFilters(request);
  const [page, desk] = await Promise.all([listDiscrepancies(db, wish, turn), readBooksDesk(db, null)]);
  return json({ filters, desk, ...page });
}

export default function Discrepancies() {
  const { filters, desk, rows, newer, older } = useLoaderData<typeof loader>();
  const without = { ...filters, from: filters.from ?? null, to: filters.to ?? null };
  const kinds = DISCREPANCY_KINDS.map((kind) => {
    const active = filters.kind === kind;
    return { label: DISCREPANCY_WORDS[kind].title, active, href: listAddress(PATH, { ...filters, kind: active ? null : kind }) };
  });
  const sources = DISCREPANCY_SOURCES.map((source) => {
    const active = filters.source === source;
    return { label: SOURCE_WORDS[source], active, href: listAddress(PATH, { ...filters, source: active ? null : source }) };
  });
  const { state, kind, source } = without;
  return (
    <>
      <PageHeading
        title={desk.open === 0 && desk.unexplainedPaise === 0 ? 'Nothing is unexplained' : booksSentence(desk)}
        lede="Where our books and Razorpay’s do not say alike, each once. What agrees later closes by itself."
        aside={<ButtonLink look="secondary" small icon="document" href={listAddress('/admin/discrepancies.csv', filters)}>Download CSV</ButtonLink>}
      />
      <Tabs label="State" tabs={TABS.map(([label, to]) => ({ label, current: filters.state === to, href: listAddress(PATH, { ...filters, state: to }) }))} />
      <div className="grid gap-2 no-print">
        <FilterChips label="Kind" chips={kinds} />
        <FilterChips label="Found by" chips={sources} />
        <DayRange action={PATH} from={filters.from} to={filters.to} keep={{ state, kind, source }} />
      </div>
      <DiscrepancyTable caption="Discrepancies, newest first" captionHidden rows={rows} />
      <Pagination previousHref={newer && listAddress(PATH, { ...filters, before: newer })} nextHref={older && listAddress(PATH, { ...filters, after: older })} position="Newest first" />
    </>
  );
}
