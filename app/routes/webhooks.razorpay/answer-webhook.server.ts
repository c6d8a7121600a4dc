import { log } from '#app/log.server.ts';
import { isWebhookSignature } from '#app/razorpay/signature.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { noteRefusal } from '#db/webhook-hearing.ts';
import type { WebhookEventTable } from '#db/tables.ts';

const EVENT_ID = /^[\w-]{1,80}$/;

interface Door {
  readonly channel: WebhookEventTable['channel'];
  /** The secret in force, and during a rotation the one before it. */
  readonly secrets: readonly (string | undefined)[];
}

/** Razorpay's door: no session, only the signature over the raw bytes. Stores, answers, and leaves the work to the queue. */
export async function answerWebhook(request: Request, door: Door): Promise<Response> {
  const rawBody = Buffer.from(await request.arrayBuffer());
  const signature = request.headers.get('X-Razorpay-Signature') ?? '';
  const gatewayEventId = request.headers.get('X-Razorpay-Event-Id') ?? '';
  if (!isWebhookSignature(rawBody, signature, door.secrets.filter((secret) => secret !== undefined))) {
    log.warn({ event: gatewayEventId.slice(0, 80), channel: door.channel }, 'webhook refused: wrong signature');
    // Without an event id it is not even made like one of Razorpay's.
    if (EVENT_ID.test(gatewayEventId)) await noteRefusal(resources().db, door.channel, new Date());
    return new Response('wrong signature', { status: 401 });
  }
  if (!EVENT_ID.test(gatewayEventId)) return new Response('no event id', { status: 400 });
  const { db, nudge } = resources();
  const receipt = await receiveWebhook(db, { channel: door.channel, rawBody: rawBody.toString('utf8'), gatewayEventId, now: new Date() });
  if (receipt === 'unreadable') return new Response('unreadable event', { status: 400 });
  nudge();
  return new Response(receipt, { status: 200 });
}
