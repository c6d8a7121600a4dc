import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { KeepBookings } from '#app/components/schedule/keep-bookings.tsx';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { addExtraSession } from '#app/use-cases/add-extra-session.server.ts';
import { getPractice } from '#db/provider-days.ts';
import { zoneOf } from '../provider/diary-entry.ts';
import { answerRefusal, formAgain } from '../provider.schedule._index/answer-change.server.ts';
import { savedAddress } from '../provider.schedule._index/saved.ts';
import { ExtraForm } from './extra-form.tsx';
import { extraSchema } from './schema.ts';

export const meta: MetaFunction = () => [{ title: 'Add an extra session · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const { kind, clinics } = await getPractice(resources().db, providerId);
  return json({ clinics, seats: kind === 'lab', today: localDateOf(new Date(), zoneOf(clinics)) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const submission = parseWithZod(await request.formData(), { schema: extraSchema });
  if (submission.status !== 'success' || submission.value.intent === 'edit') return formAgain(submission);
  const { keep, session } = submission.value;
  const outcome = await addExtraSession(resources().db, { providerId, accountId, keep, session, now: new Date() });
  return outcome.ok ? redirect(savedAddress('extra'), 303) : answerRefusal(submission, outcome.refusal);
}

export default function AddExtraSession() {
  const { clinics, today, seats } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (refused && refused.outside.length > 0) {
    return <KeepBookings {...refused} outsideOf="your hours" verb="Save the session" editVerb="Change the session" />;
  }
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="The session was not saved" />
      <PageHeading title="Add an extra session" back={{ href: '/provider/schedule', label: 'Schedule' }} lede="Hours of one day beside your weekly ones." />
      <ExtraForm clinics={clinics} today={today} seats={seats} refused={refused} />
    </>
  );
}
