import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { KeepBookings } from '#app/components/schedule/keep-bookings.tsx';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { addLeave } from '#app/use-cases/add-leave.server.ts';
import { getPractice } from '#db/provider-days.ts';
import { zoneOf } from '../provider/diary-entry.ts';
import { answerRefusal, formAgain } from '../provider.schedule._index/answer-change.server.ts';
import { savedAddress } from '../provider.schedule._index/saved.ts';
import { LeaveForm } from './leave-form.tsx';
import { leaveSchema } from './schema.ts';

export const meta: MetaFunction = () => [{ title: 'Add leave · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const { clinics } = await getPractice(resources().db, providerId);
  return json({ clinics, today: localDateOf(new Date(), zoneOf(clinics)) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const submission = parseWithZod(await request.formData(), { schema: leaveSchema });
  if (submission.status !== 'success' || submission.value.intent === 'edit') return formAgain(submission);
  const { keep, leave } = submission.value;
  const outcome = await addLeave(resources().db, { providerId, accountId, keep, leave, now: new Date() });
  return outcome.ok ? redirect(savedAddress('leave'), 303) : answerRefusal(submission, outcome.refusal);
}

export default function AddLeave() {
  const { clinics, today } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (refused && refused.outside.length > 0) {
    return <KeepBookings {...refused} outsideOf="this leave" verb="Save the leave" editVerb="Change the leave" />;
  }
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="The leave was not saved" />
      <PageHeading title="Add leave" back={{ href: '/provider/schedule', label: 'Schedule' }} lede="Nobody can book you then. If somebody already has, you see whom before anything is saved." />
      <LeaveForm clinics={clinics} today={today} refused={refused} />
    </>
  );
}
