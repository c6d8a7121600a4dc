import type { ActionFunctionArgs } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import { log } from '#app/log.server.ts';
import { isWebhookSignature } from '#app/razorpay/signature.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';

const EVENT_ID = /^[\w-]{1,80}$/;

/** Razorpay's door: no session, only the signature over the raw bytes. Stores, answers, and leaves the work to the queue. */
export async function action({ request }: ActionFunctionArgs) {
  const rawBody = Buffer.from(await request.arrayBuffer());
  const signature = request.headers.get('X-Razorpay-Signature') ?? '';
  const gatewayEventId = request.headers.get('X-Razorpay-Event-Id') ?? '';
  const { RAZORPAY_WEBHOOK_SECRET, RAZORPAY_WEBHOOK_SECRET_PREVIOUS } = env();
  const secrets = [RAZORPAY_WEBHOOK_SECRET, RAZORPAY_WEBHOOK_SECRET_PREVIOUS].filter((secret) => secret !== undefined);
  if (!isWebhookSignature(rawBody, signature, secrets)) {
    log.warn({ event: gatewayEventId.slice(0, 80) }, 'webhook refused: wrong signature');
    return new Response('wrong signature', { status: 401 });
  }
  if (!EVENT_ID.test(gatewayEventId)) return new Response('no event id', { status: 400 });
  const { db, nudge } = resources();
  const receipt = await receiveWebhook(db, { rawBody: rawBody.toString('utf8'), gatewayEventId, now: new Date() });
  if (receipt === 'unreadable') return new Response('unreadable event', { status: 400 });
  nudge();
  return new Response(receipt, { status: 200 });
}
