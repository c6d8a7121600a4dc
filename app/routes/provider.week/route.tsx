import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { addDays, formatDay } from '#app/domain/appointment-time.ts';
import { DiaryHeading } from '../provider/diary-heading.tsx';
import { readDiary } from '../provider/read-diary.server.ts';
import { arrangeWeek, DAYS_OF_WEEK, mondayOf } from './week.ts';
import { WeekGrid } from './week-grid.tsx';

export const meta: MetaFunction = () => [{ title: 'My week · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const diary = await readDiary({ providerId, url: new URL(request.url), now: new Date(), days: DAYS_OF_WEEK, firstDay: mondayOf });
  const monday = mondayOf(diary.date);
  return json({ ...diary, monday, sunday: addDays(monday, DAYS_OF_WEEK - 1), previous: addDays(monday, -DAYS_OF_WEEK), next: addDays(monday, DAYS_OF_WEEK) });
}

export default function ProviderWeek() {
  const { entries, monday, sunday, date, today, clinics, clinicSlug, previous, next } = useLoaderData<typeof loader>();
  const days = arrangeWeek(entries, monday);
  const booked = days.reduce((sum, day) => sum + day.entries.length, 0);
  return (
    <>
      <DiaryHeading
        title={`${formatDay(monday)} to ${formatDay(sunday)}`}
        lede={booked === 0 ? 'Nothing is booked this week.' : `${booked} booked.`}
        view="week"
        {...{ date, previous, next, clinics, clinicSlug }}
        showToday={today < monday || today > sunday}
      />
      <WeekGrid days={days} today={today} clinicSlug={clinicSlug} />
    </>
  );
}
