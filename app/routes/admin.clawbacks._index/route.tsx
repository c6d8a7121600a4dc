import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { resources } from '#app/server-resources.server.ts';
import { writeOffClawback } from '#app/use-cases/write-off-clawback.server.ts';
import { listClawbacks, sumOpenClawbacks } from '#db/clawback-lists.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { listAddress } from '../admin/list-address.ts';
import { readClawbackFilters } from './clawback-filters.server.ts';
import { ClosedClawbacks, OpenClawbacks } from './clawback-table.tsx';

const PATH = '/admin/clawbacks';
const schema = z.object({
  clawbackId: z.string(),
  reason: z.string({ error: 'Say why the platform bears it' }).trim().min(5, 'Write a whole sentence').max(300, 'Use at most 300 characters'),
});

export const meta: MetaFunction = () => [{ title: 'Clawbacks · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const { state, turn } = readClawbackFilters(request);
  const { db } = resources();
  const [page, openPaise] = await Promise.all([listClawbacks(db, state, turn), sumOpenClawbacks(db)]);
  return json({ state, ...page, openPaise, adminId: accountId });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const submission = parseWithZod(await request.formData(), { schema });
  if (submission.status !== 'success') return refuseForm(submission);
  const outcome = await writeOffClawback(resources().db, { ...submission.value, adminId, now: new Date() });
  if (!outcome.ok && outcome.refusal.code === 'no_such_clawback') throw notFound();
  if (!outcome.ok) return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  return redirect(PATH, 303);
}

export default function Clawbacks() {
  const { state, rows, newer, older, openPaise, adminId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const filters = { state: state === 'open' ? null : state };
  const title = state === 'open' && openPaise > 0 ? `Providers owe ${formatPaise(openPaise)}` : 'Clawbacks';
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was done" />
      <PageHeading title={title} lede="What providers had earned by services that were refunded afterwards. Their next payouts cover it by themselves; what stays open for a month is for you." aside={<CsvLink path="/admin/clawbacks.csv" filters={filters} />} />
      <FilterChips
        label="State"
        chips={[
          { label: 'Open', active: state === 'open', href: PATH },
          { label: 'Closed', active: state === 'closed', href: `${PATH}?state=closed` },
        ]}
      />
      {state === 'open' ? (
        <OpenClawbacks rows={rows} adminId={adminId} refused={refused ? { clawbackId: refused.values.clawbackId, errors: refused.errors.reason ?? [] } : null} />
      ) : (
        <ClosedClawbacks rows={rows} />
      )}
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position={state === 'open' ? 'Longest open first' : 'Latest closed first'}
      />
    </>
  );
}
