import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { addDays, formatDay } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { listAddress } from '../admin/list-address.ts';
import { isOnDate } from '../provider/diary-entry.ts';
import { DiaryHeading } from '../provider/diary-heading.tsx';
import { readDiary } from '../provider/read-diary.server.ts';
import { closeFromList } from './close-from-list.server.ts';
import { arrangeDay } from './day.ts';
import { DayList } from './day-list.tsx';
import { daySentence } from './day-sentence.ts';
import { CancelledTimes, HeldTimes } from './quiet-times.tsx';
import { closingSchema } from './schema.ts';

export const meta: MetaFunction = () => [{ title: 'My day · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const now = new Date();
  const diary = await readDiary({ providerId, url: new URL(request.url), now, days: 1, firstDay: (date) => date });
  const entries = diary.entries.filter((entry) => isOnDate(entry, diary.date));
  return json({ ...diary, entries, now, previous: addDays(diary.date, -1), next: addDays(diary.date, 1) });
}

/** Back to the very list it was tapped on, whose address the form carries. */
export async function action({ request }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const submission = parseWithZod(await request.formData(), { schema: closingSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { intent, booking } = submission.value;
  const { db, nudge } = resources();
  const refusal = await closeFromList(db, intent, { bookingId: booking, providerId, actor: { kind: 'provider', id: accountId }, now: new Date() });
  if (refusal?.code === 'no_such_booking') throw notFound();
  if (refusal) return refuseForm(submission, { formErrors: [refusal.message] });
  nudge();
  const { searchParams } = new URL(request.url);
  return redirect(`${listAddress('/provider', { date: searchParams.get('date'), clinic: searchParams.get('clinic') })}#booking-${booking}`, 303);
}

/** A calm word about what was tapped; the list below is as it stands now. */
function Refused({ errors }: { errors: Readonly<Record<string, string[]>> }) {
  return (
    <Notice kind="warning" title="Nothing was changed" role="alert">
      <p>{Object.values(errors).flat().join(' ')}</p>
    </Notice>
  );
}

export default function ProviderDay() {
  const refused = useActionData<typeof action>();
  const { entries, now, date, today, zone, clinics, clinicSlug, previous, next } = useLoaderData<typeof loader>();
  const day = arrangeDay(entries, now);
  const isToday = date === today;
  const nothing = day.past.length + day.ahead.length === 0;
  return (
    <>
      <DiaryHeading
        title={isToday ? `Today, ${formatDay(date)}` : formatDay(date)}
        lede={daySentence(day)}
        view="day"
        {...{ date, previous, next, clinics, clinicSlug }}
        showToday={!isToday}
      />
      {refused && <Refused errors={refused.errors} />}
      {nothing ? (
        <EmptyState
          title={isToday ? 'Nobody is booked today' : `Nobody is booked on ${formatDay(date)}`}
          action={
            <ButtonLink look="secondary" href={`/provider/week?date=${date}`}>
              See the week
            </ButtonLink>
          }
        >
          A booking appears here the moment its patient has paid.
        </EmptyState>
      ) : (
        <DayList day={day} list={{ date, clinic: clinicSlug, now }} now={isToday ? now : null} zone={zone} showClinic={clinics.length > 1 && clinicSlug === null} />
      )}
      <HeldTimes held={day.held} />
      <CancelledTimes cancelled={day.cancelled} />
    </>
  );
}
