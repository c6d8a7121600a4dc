import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { CopyCode } from '#app/components/copy-code.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { resources } from '#app/server-resources.server.ts';
import { findWebhook } from '#db/admin-lists.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { WebhookTag } from '../admin.webhooks._index/webhook-tag.tsx';
import { maskedBody } from './masked-body.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.event.name ?? 'Event'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const event = await findWebhook(resources().db, params.id ?? '');
  if (!event) throw notFound();
  const { raw_body, ...facts } = event;
  return json({ event: facts, body: maskedBody(raw_body) });
}

export default function Webhook() {
  const { event, body } = useLoaderData<typeof loader>();
  const rows = [
    { term: 'Received', description: <When at={event.received_at} zone={DESK_ZONE} show="dated" /> },
    { term: 'Settled', description: event.settled_at ? <When at={event.settled_at} zone={DESK_ZONE} show="dated" /> : 'Not yet' },
    ...(event.error ? [{ term: 'Note', description: event.error }] : []),
    { term: 'Deliveries', description: event.deliveries },
    { term: 'Event id', description: <CopyCode code={event.gateway_event_id} what="event id" /> },
    ...(event.gateway_order_id ? [{ term: 'Order', description: <CopyCode code={event.gateway_order_id} what="order id" /> }] : []),
    ...(event.gateway_payment_id ? [{ term: 'Payment', description: <CopyCode code={event.gateway_payment_id} what="payment id" /> }] : []),
    { term: 'Visit', description: event.code ? <a href={`/admin/visits/${event.code}`}>{event.code}</a> : 'None of ours' },
  ];
  return (
    <>
      <PageHeading title={event.name} back={{ href: '/admin/webhooks', label: 'Webhooks' }} aside={<WebhookTag state={event.state} />} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="card">
          <SummaryList rows={rows} />
        </div>
        <section className="card grid min-w-0 gap-3">
          <h2>Body</h2>
          <p className="text-sm text-muted">As Razorpay sent it, laid out for reading. Who paid is masked.</p>
          <pre className="text-sm break-words whitespace-pre-wrap">
            <code>{body}</code>
          </pre>
        </section>
      </div>
    </>
  );
}
