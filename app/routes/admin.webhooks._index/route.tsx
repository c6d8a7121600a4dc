import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { replayWebhooks } from '#app/use-cases/replay-webhooks.server.ts';
import { listWebhooks } from '#db/webhook-inbox.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { DayRange } from '../admin/day-range.tsx';
import { listAddress } from '../admin/list-address.ts';
import { ReplayForm } from './replay-form.tsx';
import { replaySchema } from './schema.ts';
import { readWebhookFilters } from './webhook-filters.server.ts';
import { CHANNEL_NAMES, CHANNELS, namesToChoose, WEBHOOK_STATE_NAMES, WEBHOOK_STATES } from './webhook-states.ts';
import { WebhookTable } from './webhook-table.tsx';

const PATH = '/admin/webhooks';

export const meta: MetaFunction = () => [{ title: 'Webhooks · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { filters, wish, turn } = readWebhookFilters(request);
  const replayed = /^[1-9]\d{0,2}$/.exec(new URL(request.url).searchParams.get('replayed') ?? '')?.[0] ?? null;
  return json({ filters, replayed, ...(await listWebhooks(resources().db, wish, turn)) });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const submission = parseWithZod(await request.formData(), { schema: replaySchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db, nudge } = resources();
  const { eventId, reason = null } = submission.value;
  const outcome = await replayWebhooks(db, { eventIds: eventId, adminId, reason, now: new Date() });
  if (!outcome.ok) return refuseForm(submission, { formErrors: [outcome.refusal.message] });
  nudge();
  const { filters } = readWebhookFilters(request);
  return redirect(listAddress(PATH, { ...filters, replayed: String(outcome.value.replayed) }), 303);
}

export default function Webhooks() {
  const { filters, replayed, rows, newer, older } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const chip = (name: 'state' | 'channel' | 'name', value: string, label: string) => {
    const active = filters[name] === value;
    return { label, active, href: listAddress(PATH, { ...filters, [name]: active ? null : value }) };
  };
  const { state, channel, name } = filters;
  const aside = (
    <div className="flex flex-wrap gap-2">
      <ButtonLink look="secondary" small icon="signal" href="/admin/webhooks/health">Health</ButtonLink>
      <CsvLink path="/admin/webhooks.csv" filters={filters} />
    </div>
  );
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was queued" />
      <PageHeading title="Webhooks" lede="What Razorpay told us, stored before anything was done about it." aside={aside} />
      {replayed && <Notice kind="success" title={`${replayed} ${replayed === '1' ? 'event is' : 'events are'} being applied again`} />}
      <div className="grid gap-2">
        <FilterChips label="State" chips={WEBHOOK_STATE_NAMES.map((value) => chip('state', value, WEBHOOK_STATES[value].word))} />
        <FilterChips label="From" chips={CHANNEL_NAMES.map((value) => chip('channel', value, CHANNELS[value]))} />
        <FilterChips label="Event" chips={namesToChoose(channel, name).map((value) => chip('name', value, value))} />
        <DayRange action={PATH} from={filters.from} to={filters.to} keep={{ state, channel, name }} />
      </div>
      <ReplayForm shown={rows.length > 0} reason={refused?.values.reason} errors={refused?.errors ?? {}}>
        <WebhookTable rows={rows} />
      </ReplayForm>
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position="Newest first"
      />
    </>
  );
}
