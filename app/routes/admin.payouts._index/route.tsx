import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { statusWord } from '#app/components/status-words.ts';
import { PAYOUT_STATUSES } from '#app/domain/payout.ts';
import { resources } from '#app/server-resources.server.ts';
import { pausePayouts, resumePayouts } from '#app/use-cases/pause-payouts.server.ts';
import { listPayouts, readPayoutDesk } from '#db/admin-payouts.ts';
import { findPayoutPause } from '#db/payout-pause.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { listAddress } from '../admin/list-address.ts';
import { BalanceNotice } from './balance-notice.tsx';
import { readPayoutFilters } from './payout-filters.server.ts';
import { PauseForm } from './pause-form.tsx';
import { payoutSentence } from './payout-sentence.ts';
import { PayoutTable } from './payout-table.tsx';
import { pauseSchema } from './schema.ts';

const PATH = '/admin/payouts';

export const meta: MetaFunction = () => [{ title: 'Payouts · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const { filters, wish, turn } = readPayoutFilters(request);
  const now = new Date();
  const [page, desk, pause] = await Promise.all([
    listPayouts(db, wish, turn),
    readPayoutDesk(db),
    findPayoutPause(db, now),
  ]);
  return json({ filters, ...page, desk, pause });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const submission = parseWithZod(await request.formData(), { schema: pauseSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { value } = submission;
  const order = { adminId, reason: value.reason, now: new Date() };
  const outcome = value.intent === 'pause' ? await pausePayouts(db, { ...order, hours: value.hours }) : await resumePayouts(db, order);
  if (!outcome.ok) return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  return redirect(PATH, 303);
}

export default function Payouts() {
  const { filters, rows, newer, older, desk, pause } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const chips = PAYOUT_STATUSES.map((status) => {
    const active = filters.status === status;
    const words = statusWord('payout', status);
    return { label: words.deskWord ?? words.word, active, href: listAddress(PATH, { ...filters, status: active ? null : status }) };
  });
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was done" />
      <PageHeading title={payoutSentence(desk)} lede="Each completed service pays its provider by itself, once. What a bank or RazorpayX does not take comes back here with what to do." aside={<CsvLink path="/admin/payouts.csv" filters={filters} />} />
      <BalanceNotice waiting={desk.waitingForMoney} missingPaise={desk.missingPaise} balance={desk.balance} />
      {pause && <PauseForm pause={pause} refused={refused} />}
      <FilterChips label="State" chips={chips} />
      <PayoutTable rows={rows} />
      <Pagination previousHref={newer && listAddress(PATH, { ...filters, before: newer })} nextHref={older && listAddress(PATH, { ...filters, after: older })} position="Newest first" />
      {!pause && <PauseForm pause={null} refused={refused} />}
    </>
  );
}
