import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { addDays, formatDay } from '#app/domain/appointment-time.ts';
import { isOnDate } from '../provider/diary-entry.ts';
import { DiaryHeading } from '../provider/diary-heading.tsx';
import { readDiary } from '../provider/read-diary.server.ts';
import { arrangeDay } from './day.ts';
import { DayList } from './day-list.tsx';
import { daySentence } from './day-sentence.ts';
import { CancelledTimes, HeldTimes } from './quiet-times.tsx';

export const meta: MetaFunction = () => [{ title: 'My day · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const now = new Date();
  const diary = await readDiary({ providerId, url: new URL(request.url), now, days: 1, firstDay: (date) => date });
  const entries = diary.entries.filter((entry) => isOnDate(entry, diary.date));
  return json({ ...diary, entries, now, previous: addDays(diary.date, -1), next: addDays(diary.date, 1) });
}

export default function ProviderDay() {
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
        <DayList day={day} now={isToday ? now : null} zone={zone} showClinic={clinics.length > 1 && clinicSlug === null} />
      )}
      <HeldTimes held={day.held} />
      <CancelledTimes cancelled={day.cancelled} />
    </>
  );
}
