import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { replayWebhooks } from '#app/use-cases/replay-webhooks.server.ts';
import { findWebhook } from '#db/webhook-inbox.ts';
import { ReplayPromise } from '../admin.webhooks._index/replay-form.tsx';
import { replayOneSchema } from '../admin.webhooks._index/schema.ts';
import { WebhookTag } from '../admin.webhooks._index/webhook-tag.tsx';
import { EventFacts } from './event-facts.tsx';
import { maskedBody } from './masked-body.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.event.name ?? 'Event'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const event = await findWebhook(resources().db, params.id ?? '');
  if (!event) throw notFound();
  const { raw_body, ...facts } = event;
  return json({ event: facts, body: maskedBody(raw_body), replayed: new URL(request.url).searchParams.has('replayed') });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const submission = parseWithZod(await request.formData(), { schema: replayOneSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db, nudge } = resources();
  const eventId = params.id ?? '';
  const outcome = await replayWebhooks(db, { eventIds: [eventId], adminId, reason: submission.value.reason ?? null, now: new Date() });
  if (!outcome.ok) throw notFound();
  nudge();
  return redirect(`/admin/webhooks/${eventId}?replayed`, 303);
}

export default function Webhook() {
  const { event, body, replayed } = useLoaderData<typeof loader>();
  const { values, errors } = useActionData<typeof action>() ?? UNTOUCHED_FORM;
  return (
    <>
      <ErrorSummary errors={errors} title="Nothing was queued" />
      <PageHeading title={event.name} back={{ href: '/admin/webhooks', label: 'Webhooks' }} aside={<WebhookTag state={event.state} />} />
      {replayed && <Notice kind="success" title="The event is being applied again" />}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <div className="card">
            <EventFacts event={event} />
          </div>
          <Card title="Apply again">
            <ReplayPromise />
            <form method="post" noValidate className="grid gap-3">
              <TextField label="Why (optional)" name="reason" maxLength={300} hint="Goes into the audit log." defaultValue={values.reason} errors={errors.reason} />
              <div>
                <SubmitButton look="secondary" icon="refresh" name="intent" value="replay" submittingText="Queuing…">
                  Apply this event again
                </SubmitButton>
              </div>
            </form>
          </Card>
        </div>
        <section className="card grid min-w-0 gap-3">
          <h2>Body</h2>
          <p className="text-sm text-muted">As Razorpay sent it, laid out for reading. Who paid is masked.</p>
          <pre className="text-sm whitespace-pre-wrap">
            <code>{body}</code>
          </pre>
        </section>
      </div>
    </>
  );
}
