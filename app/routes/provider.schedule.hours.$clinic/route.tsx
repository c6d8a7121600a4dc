import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { KeepBookings } from '#app/components/schedule/keep-bookings.tsx';
import { stateOfWeek } from '#app/domain/weekly-hours.ts';
import { resources } from '#app/server-resources.server.ts';
import { setWeeklyHours } from '#app/use-cases/set-weekly-hours.server.ts';
import { listOwnRules } from '#db/own-schedule.ts';
import { getPractice } from '#db/provider-days.ts';
import { answerRefusal, formAgain } from '../provider.schedule._index/answer-change.server.ts';
import { savedAddress } from '../provider.schedule._index/saved.ts';
import { DayFields } from './day-fields.tsx';
import { weekSchema } from './schema.ts';
import { rowsOfWeek } from './week-rows.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Hours at ${data?.clinic.name ?? 'a clinic'} · OneVisit` }];

async function findOwnClinic(providerId: string, slug: string | undefined) {
  const { kind, clinics } = await getPractice(resources().db, providerId);
  const clinic = clinics.find((each) => each.slug === slug);
  if (!clinic) throw notFound();
  return { kind, clinic, several: clinics.length > 1 };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const { kind, clinic, several } = await findOwnClinic(providerId, params.clinic);
  const rules = await listOwnRules(resources().db, providerId);
  const spans = rules.flatMap((rule) => (rule.kind === 'weekly' && rule.clinicId === clinic.id ? [rule] : []));
  return json({ seats: kind === 'lab', several, clinic, spans, seen: stateOfWeek(spans) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const { clinic } = await findOwnClinic(providerId, params.clinic);
  const submission = parseWithZod(await request.formData(), { schema: weekSchema });
  if (submission.status !== 'success' || submission.value.intent === 'edit') return formAgain(submission);
  const { keep, seen, spans } = submission.value;
  const outcome = await setWeeklyHours(resources().db, { providerId, accountId, clinicId: clinic.id, keep, seen, spans, now: new Date() });
  if (outcome.ok) return redirect(savedAddress('hours'), 303);
  const { refusal } = outcome;
  return answerRefusal(submission, refusal, (field) => `${field}-${refusal.code === 'bad_hours' ? spans[refusal.index]!.key : ''}`);
}

export default function WeeklyHours() {
  const { seats, several, clinic, spans, seen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (refused && refused.outside.length > 0) {
    return <KeepBookings {...refused} outsideOf="the new hours" verb="Save the hours" editVerb="Change the hours" />;
  }
  // Once it was said that somebody else changed them, sending again is meant.
  const seenNow = refused && refused.code !== 'changed_meanwhile' ? (refused.values.seen ?? '') : seen;
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="The hours were not saved" />
      <PageHeading
        title={`Weekly hours at ${clinic.name}`}
        back={{ href: '/provider/schedule', label: 'Schedule' }}
        lede={`Type times like 09:30 or 4:30 pm. Clear a row to remove it; a day with empty rows is closed.${seats && several ? ' Clinics that are open at the same time share their seats.' : ''}`}
      />
      <form method="post" noValidate className="grid gap-6">
        <input type="hidden" name="seen" value={seenNow} />
        <div className="rounded-md border border-line bg-surface">
          {rowsOfWeek(spans, refused?.values).map((day) => (
            <DayFields key={day.weekday} day={day} seats={seats} errors={refused?.errors ?? {}} />
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton submittingText="Saving…">Save the hours</SubmitButton>
          <a href="/provider/schedule" className="nav-link">
            Leave it as it was
          </a>
        </div>
      </form>
    </>
  );
}
