import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { KeepBookings } from '#app/components/schedule/keep-bookings.tsx';
import { resources } from '#app/server-resources.server.ts';
import { removeScheduleRule } from '#app/use-cases/remove-schedule-rule.server.ts';
import { listOwnRules } from '#db/own-schedule.ts';
import { getPractice } from '#db/provider-days.ts';
import { answerRefusal, formAgain } from '../provider.schedule._index/answer-change.server.ts';
import { daysInWords, detailsInWords } from '../provider.schedule._index/exception-list.tsx';
import { exceptionOf } from '../provider.schedule._index/read-schedule.server.ts';
import { savedAddress } from '../provider.schedule._index/saved.ts';
import { removeSchema } from './schema.ts';

const WHAT = { leave: 'this leave', extra: 'this extra session' } as const;

export const meta: MetaFunction = () => [{ title: 'Remove from the schedule · OneVisit' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const { db } = resources();
  const [{ clinics }, rules] = await Promise.all([getPractice(db, providerId), listOwnRules(db, providerId)]);
  const exception = rules.filter(({ id }) => id === params.id).flatMap((rule) => exceptionOf(rule, clinics, new Date()))[0];
  if (!exception) throw notFound();
  return json({ exception });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const submission = parseWithZod(await request.formData(), { schema: removeSchema });
  if (submission.status !== 'success') return formAgain(submission);
  const outcome = await removeScheduleRule(resources().db, { providerId, accountId, ruleId: params.id ?? '', keep: submission.value.keep, now: new Date() });
  return outcome.ok ? redirect(savedAddress('removed'), 303) : answerRefusal(submission, outcome.refusal);
}

export default function RemoveRule() {
  const { exception } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const what = WHAT[exception.kind];
  if (refused && refused.outside.length > 0) return <KeepBookings {...refused} outsideOf="your hours without it" verb={`Remove ${what}`} />;
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was removed" />
      <PageHeading title={`Remove ${what}`} back={{ href: '/provider/schedule', label: 'Schedule' }} />
      <div className="max-w-prose">
        <Card>
          <p className="font-semibold">{daysInWords(exception)}</p>
          <p className="text-muted">{detailsInWords(exception)}</p>
          {exception.note && <p>{exception.note}</p>}
        </Card>
      </div>
      <form method="post" className="flex flex-wrap items-center gap-3">
        <SubmitButton name="intent" value="remove" submittingText="Removing…">
          Remove {what}
        </SubmitButton>
        <a href="/provider/schedule" className="nav-link">
          Leave it as it was
        </a>
      </form>
    </>
  );
}
