import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { SelectField, TextField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { minutesInWords } from '#app/domain/minutes-in-words.ts';
import { resources } from '#app/server-resources.server.ts';
import { changeBookingWindow } from '#app/use-cases/change-booking-window.server.ts';
import { getBookingWindow } from '#db/booking-windows.ts';
import { answerRefusal, formAgain } from '../provider.schedule._index/answer-change.server.ts';
import { savedAddress } from '../provider.schedule._index/saved.ts';
import { NOTICES, windowSchema } from './schema.ts';

export const meta: MetaFunction = () => [{ title: 'When patients can book · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  return json({ window: await getBookingWindow(resources().db, providerId) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const submission = parseWithZod(await request.formData(), { schema: windowSchema });
  if (submission.status !== 'success') return formAgain(submission);
  const { notice: minNoticeMinutes, horizon: horizonDays } = submission.value;
  const outcome = await changeBookingWindow(resources().db, { providerId, accountId, window: { minNoticeMinutes, horizonDays }, now: new Date() });
  return outcome.ok ? redirect(savedAddress('window'), 303) : answerRefusal(submission, outcome.refusal);
}

/** `2 hours before` */
function noticeOption(minutes: number) {
  return { value: String(minutes), label: minutes === 0 ? 'Until it begins' : `${minutesInWords(minutes)} before` };
}

export default function Window() {
  const { window } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  const notices = [...new Set([...NOTICES, window.minNoticeMinutes])].sort((a, b) => a - b);
  return (
    <>
      <ErrorSummary errors={errors} title="The booking window was not saved" />
      <PageHeading title="When patients can book" back={{ href: '/provider/schedule', label: 'Schedule' }} lede="Counts for the next booking. What is booked already stands." />
      <form method="post" noValidate className="grid gap-6">
        <SelectField
          label="At the latest"
          name="notice"
          hint="A time that is nearer is not on offer any more."
          width="medium"
          options={notices.map(noticeOption)}
          defaultValue={values.notice ?? String(window.minNoticeMinutes)}
          errors={errors.notice}
        />
        <TextField
          label="At the earliest"
          name="horizon"
          hint="How far ahead your times are on offer."
          inputMode="numeric"
          autoComplete="off"
          width="short"
          after={<span className="text-muted">days before</span>}
          defaultValue={values.horizon ?? window.horizonDays}
          errors={errors.horizon}
        />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton submittingText="Saving…">Save the window</SubmitButton>
          <a href="/provider/schedule" className="nav-link">
            Leave it as it was
          </a>
        </div>
      </form>
    </>
  );
}
