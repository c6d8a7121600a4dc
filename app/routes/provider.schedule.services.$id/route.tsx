import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { changeServiceMinutes } from '#app/use-cases/change-service-minutes.server.ts';
import { findOwnService } from '#db/own-services.ts';
import { answerRefusal, formAgain } from '../provider.schedule._index/answer-change.server.ts';
import { savedAddress } from '../provider.schedule._index/saved.ts';
import { minutesSchema } from './schema.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.service.name ?? 'Service'} · Schedule · OneVisit` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const service = await findOwnService(resources().db, { providerId, id: params.id ?? '' });
  if (!service) throw notFound();
  return json({ service });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const submission = parseWithZod(await request.formData(), { schema: minutesSchema });
  if (submission.status !== 'success') return formAgain(submission);
  const { duration: durationMinutes, buffer: bufferMinutes } = submission.value;
  const outcome = await changeServiceMinutes(resources().db, { providerId, accountId, serviceId: params.id ?? '', durationMinutes, bufferMinutes, now: new Date() });
  return outcome.ok ? redirect(savedAddress('minutes'), 303) : answerRefusal(submission, outcome.refusal);
}

export default function ServiceMinutes() {
  const { service } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  const number = { inputMode: 'numeric', autoComplete: 'off', width: 'short', after: <span className="text-muted">minutes</span> } as const;
  return (
    <>
      <ErrorSummary errors={errors} title="The minutes were not saved" />
      <PageHeading title={service.name} back={{ href: '/provider/schedule', label: 'Schedule' }} lede="Counts for the next booking. What is booked already keeps the minutes it was booked with." />
      <form method="post" noValidate className="grid gap-6">
        <TextField label="It takes" name="duration" hint="Times on offer step by this and the buffer." {...number} defaultValue={values.duration ?? service.durationMinutes} errors={errors.duration} />
        <TextField label="Buffer after it" name="buffer" hint="Kept free for you; it may run past the end of your hours." {...number} defaultValue={values.buffer ?? service.bufferMinutes} errors={errors.buffer} />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton submittingText="Saving…">Save the minutes</SubmitButton>
          <a href="/provider/schedule" className="nav-link">
            Leave it as it was
          </a>
        </div>
      </form>
    </>
  );
}
