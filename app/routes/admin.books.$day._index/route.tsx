import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { formatDay, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { closeDay } from '#app/use-cases/close-day.server.ts';
import { DiscrepancyTable } from '../admin.discrepancies._index/discrepancy-table.tsx';
import { listAddress } from '../admin/list-address.ts';
import { DayFacts } from './day-facts.tsx';
import { daySentence } from './day-sentence.ts';
import { MovementsTable } from './movements-table.tsx';
import { readDay, SHOWN_OF_DAY } from './read-day.server.ts';

export const meta: MetaFunction = ({ params }) => [{ title: `Books of ${params.day} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const told = await readDay(resources().db, params.day ?? '', new Date());
  if (!told) throw notFound();
  return json({ ...told, closing: new URL(request.url).searchParams.get('done') === 'closing', cut: told.discrepancies.length === SHOWN_OF_DAY });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db, nudge } = resources();
  const day = parseLocalDate(params.day ?? '');
  if (day === null) throw notFound();
  const outcome = await closeDay(db, { day, adminId, now: new Date() });
  if (!outcome.ok) return json({ message: outcome.refusal.message }, { status: 400 });
  nudge();
  return redirect(`/admin/books/${day}?done=closing`, 303);
}

export default function BookDay() {
  const told = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { day, report, discrepancies, openCount, unexplainedPaise } = told;
  const title = `${formatDay(day as LocalDate)} ${day.slice(0, 4)}`;
  return (
    <>
      <PageHeading title={title} back={{ href: '/admin/books', label: 'Days' }} lede={report ? daySentence({ openCount, unexplainedPaise }) : null} aside={<Neighbours earlier={told.earlier} later={told.later} />} />
      {refused && <Notice kind="danger" role="alert" title="Nothing was closed"><p>{refused.message}</p></Notice>}
      {told.closing && (
        <div className="no-print">
          <Notice kind="success" title="This day is being closed"><p>It takes some seconds. <a href={`/admin/books/${day}`}>Look again</a></p></Notice>
        </div>
      )}
      {report ? (
        <>
          <MovementsTable totals={report.totals} />
          <DayFacts figures={report.figures} totals={report.totals} runs={report.runs} endedAt={report.endedAt} transactions={report.transactions} explained={openCount === 0 && unexplainedPaise === 0} />
        </>
      ) : (
        <NotClosed isOver={told.isOver} isBooked={told.isBooked} />
      )}
      {discrepancies.length > 0 && <DiscrepancyTable caption="Discrepancies of this day, open ones first" rows={discrepancies} />}
      {report && discrepancies.length === 0 && <p className="text-muted">No discrepancy was found on this day.</p>}
      {told.cut && <p><a className="link" href={listAddress('/admin/discrepancies', { state: 'all', from: day, to: day })}>See all discrepancies of this day</a></p>}
      {report && (
        <div className="flex flex-wrap gap-3">
          <CloseForm label="Close this day again" />
          <ButtonLink look="secondary" icon="document" href={`/admin/books/${day}/report.csv`}>Download CSV</ButtonLink>
        </div>
      )}
    </>
  );
}

function Neighbours({ earlier, later }: { earlier: string | null; later: string | null }) {
  return (
    <nav aria-label="Days" className="flex flex-wrap gap-2 no-print">
      {earlier && <ButtonLink look="secondary" small icon="arrow-left" rel="prev" href={`/admin/books/${earlier}`}>{formatDay(earlier as LocalDate)}</ButtonLink>}
      {later && <ButtonLink look="secondary" small iconAfter="arrow-right" rel="next" href={`/admin/books/${later}`}>{formatDay(later as LocalDate)}</ButtonLink>}
    </nav>
  );
}

function CloseForm({ label }: { label: string }) {
  return (
    <form method="post">
      <SubmitButton look="secondary" icon="refresh" submittingText="Closing…">{label}</SubmitButton>
    </form>
  );
}

function NotClosed({ isOver, isBooked }: { isOver: boolean; isBooked: boolean }) {
  if (!isOver) return <EmptyState icon="clock" title="This day is not over">It is closed tomorrow at 05:30.</EmptyState>;
  if (!isBooked) return <EmptyState title="There are no books of this day">Nothing was booked on it or before it.</EmptyState>;
  return (
    <EmptyState icon="clock" title="This day is not closed yet" action={<CloseForm label="Close this day" />}>
      Closing reads what Razorpay settled and what moved on the RazorpayX account, and holds each thing against the ledger.
    </EmptyState>
  );
}
