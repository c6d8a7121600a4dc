import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { DateField } from '#app/components/form/text-field.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { addDays } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { closeDay } from '#app/use-cases/close-day.server.ts';
import { findBooksSpan, listBookDays, readBooksDesk } from '#db/books.ts';
import { listAddress } from '../admin/list-address.ts';
import { dayFilters, readFilters } from '../admin/list-filters.ts';
import { booksSentence } from './books-sentence.ts';
import { dayRow } from './day-row.server.ts';
import { DaysTable, type DayRow } from './days-table.tsx';
import { closeDaySchema } from './schema.ts';

const PATH = '/admin/books';
const PAGE_DAYS = 31;

export const meta: MetaFunction = () => [{ title: 'Days · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const { before } = readFilters(request, { before: dayFilters.from });
  const span = await findBooksSpan(db, new Date());
  const desk = await readBooksDesk(db, span);
  const nothing: DayRow[] = [];
  if (!span) return json({ desk, days: nothing, newer: null, older: null, span });
  // Every day has a row, so the place of a page is a date and those beside it are counted, not read.
  const last = before && before > span.first && before <= span.last ? addDays(before, -1) : span.last;
  const first = addDays(last, 1 - PAGE_DAYS);
  const days = await listBookDays(db, { first: first > span.first ? first : span.first, last });
  const newer = addDays(last, PAGE_DAYS + 1);
  return json({
    desk, days: days.map(dayRow), span,
    newer: last === span.last ? null : listAddress(PATH, { before: newer > span.last ? null : newer }),
    older: first > span.first ? listAddress(PATH, { before: first }) : null,
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db, nudge } = resources();
  const submission = parseWithZod(await request.formData(), { schema: closeDaySchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { day } = submission.value;
  const outcome = await closeDay(db, { day, adminId, now: new Date() });
  if (!outcome.ok) return refuseForm(submission, { fieldErrors: { day: [outcome.refusal.message] } });
  nudge();
  return redirect(`${PATH}/${day}?done=closing`, 303);
}

export default function Books() {
  const { desk, days, newer, older, span } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was closed" />
      <PageHeading
        title={booksSentence(desk)}
        lede="Each morning at 05:30 every day that is not closed is held against Razorpay’s settlements and the RazorpayX statement, and the last three again."
        aside={span && <ButtonLink look="secondary" small icon="document" href="/admin/books.csv">Download CSV</ButtonLink>}
      />
      {desk.open > 0 && <p className="no-print"><a className="link" href="/admin/discrepancies">See what is open</a></p>}
      <DaysTable rows={days} />
      <Pagination previousHref={newer} nextHref={older} position="Newest first" />
      {span && <CloseDayForm span={span} value={refused?.values.day} errors={refused?.errors.day} />}
    </>
  );
}

function CloseDayForm({ span, value, errors }: { span: { first: string; last: string }; value: string | undefined; errors: string[] | undefined }) {
  return (
    <form method="post" noValidate className="card grid gap-3">
      <h2>Close a day</h2>
      <DateField label="Day" name="day" hint="Closing a day again changes nothing, unless one of the books has changed." min={span.first} max={span.last} defaultValue={value ?? span.last} errors={errors} />
      <div><SubmitButton icon="check" look="secondary" submittingText="Closing…">Close this day</SubmitButton></div>
    </form>
  );
}
