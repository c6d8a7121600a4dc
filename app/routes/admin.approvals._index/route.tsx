import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { OVERRIDE_LIMIT_PAISE } from '#app/domain/refund-bounds.ts';
import { resources } from '#app/server-resources.server.ts';
import { decideApproval } from '#app/use-cases/override-refund.server.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { listAddress } from '../admin/list-address.ts';
import { DecidedTable } from './decided-table.tsx';
import { OpenApproval } from './open-approval.tsx';
import { readApprovalFilters, readApprovals } from './read-approvals.server.ts';
import { decisionSchema } from './schema.ts';

const PATH = '/admin/approvals';
const DONE = { grant: 'Granted: the money is on its way.', deny: 'Not granted. Nothing was returned.' } as const;

export const meta: MetaFunction = () => [{ title: 'Approvals · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const done = new URL(request.url).searchParams.get('done');
  const { state, turn } = readApprovalFilters(request);
  return json({ state, ...(await readApprovals(resources().db, accountId, state, turn)), done: done === 'grant' || done === 'deny' ? DONE[done] : null });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const submission = parseWithZod(await request.formData(), { schema: decisionSchema });
  if (submission.status !== 'success') return json({ approvalId: '', message: 'We could not read that. Nothing was decided; please try once more.' }, 400);
  const { approvalId, decision } = submission.value;
  const { db, nudge } = resources();
  const outcome = await decideApproval(db, { approvalId, adminId: accountId, grant: decision === 'grant', now: new Date() });
  if (!outcome.ok) return json({ approvalId, message: outcome.refusal.message }, 409);
  nudge();
  return redirect(`/admin/approvals?done=${decision}`, 303);
}

export default function Approvals() {
  const { state, rows, newer, older, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const about = state === 'open' && rows.some(({ id }) => id === refused?.approvalId) ? `approval-${refused?.approvalId}` : '';
  const filters = { state: state === 'open' ? null : state };
  return (
    <>
      <ErrorSummary errors={refused ? { [about]: [refused.message] } : {}} title="Nothing was decided" />
      <PageHeading
        title="Approvals"
        lede={`Returning more than ${formatPaise(OVERRIDE_LIMIT_PAISE)} beside the policy takes two admins: one asks, another one decides.`}
        aside={<CsvLink path="/admin/approvals.csv" filters={filters} />}
      />
      <FilterChips
        label="State"
        chips={[
          { label: 'Open', active: state === 'open', href: PATH },
          { label: 'Decided', active: state === 'decided', href: `${PATH}?state=decided` },
        ]}
      />
      {done && <Notice kind="success" title={done} />}
      {state === 'decided' ? (
        <DecidedTable rows={rows} />
      ) : rows.length === 0 ? (
        <EmptyState icon="check-circle" title="Nobody waits for a second yes">
          What an admin asks for above the limit appears here until another one decides.
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {rows.map((approval) => (
            <OpenApproval key={approval.id} approval={approval} problem={refused && refused.approvalId === approval.id ? refused.message : null} />
          ))}
        </ul>
      )}
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position={state === 'open' ? 'Longest waiting first' : 'Latest decided first'}
      />
    </>
  );
}
