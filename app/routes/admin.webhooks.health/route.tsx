import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { fillGap } from '#app/use-cases/fill-gap.server.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { WatchdogNotice } from '../admin/watchdog-notice.tsx';
import { FillGapForm } from './fill-gap-form.tsx';
import { FindingsTable } from './findings-table.tsx';
import { HealthCard } from './health-card.tsx';
import { readHealth } from './read-health.server.ts';
import { fillGapSchema } from './schema.ts';

const PATH = '/admin/webhooks/health';

export const meta: MetaFunction = () => [{ title: 'Health of the webhooks · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const health = await readHealth(resources().db, new Date());
  return json({ ...health, filling: new URL(request.url).searchParams.has('filling') });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const submission = parseWithZod(await request.formData(), { schema: fillGapSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db, nudge } = resources();
  const { channel, hours } = submission.value;
  const now = new Date();
  const outcome = await fillGap(db, { adminId, channel, from: minutesAfter(now, -hours * 60), now });
  if (!outcome.ok) return refuseForm(submission, { fieldErrors: { hours: [outcome.refusal.message] } });
  nudge();
  return redirect(`${PATH}?filling`, 303);
}

export default function WebhookHealth() {
  const { channels, open, findings, filling } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageHeading
        title={open.length > 0 ? 'Razorpay cannot be heard' : 'Razorpay is heard'}
        lede="Every five minutes Razorpay’s own lists are held against the events that came. What no event told is taken in as if one had."
        back={{ href: '/admin/webhooks', label: 'Webhooks' }}
      />
      {filling && !refused && <Notice kind="success" title="The gap is being filled"><p>It takes some seconds for each day. What is known already stays as it is. <a className="link" href={PATH}>Look again</a></p></Notice>}
      {open.map((finding) => <WatchdogNotice key={finding.id} finding={finding} />)}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {channels.map((told) => <HealthCard key={told.channel} told={told} finding={open.find(({ channel }) => channel === told.channel)} />)}
      </div>
      <FindingsTable rows={findings} />
      {findings.length > 0 && <div><CsvLink path="/admin/webhooks/findings.csv" filters={{}} /></div>}
      <FillGapForm values={refused?.values ?? {}} errors={refused?.errors ?? {}} />
    </>
  );
}
