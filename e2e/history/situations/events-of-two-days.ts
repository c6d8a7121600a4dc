import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { applyWebhook } from '#app/use-cases/apply-webhook.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { replayWebhooks } from '#app/use-cases/replay-webhooks.server.ts';
import { windowAt } from '../live-windows.ts';
import { startReceiver, type Received } from '../../razorpay-emulator/webhook-receiver.ts';
import type { Stage } from '../stage.ts';

const HEARD_DAYS = 2;
const SECOND_MS = 1_000;
const CHANNELS = ['pg', 'x'] as const;

interface Heard {
  readonly channel: (typeof CHANNELS)[number];
  readonly id: string;
  readonly body: string;
  readonly at: Date;
}

/**
 * What Razorpay told in the last two days, so that the desk does not take a month without events for silence. Our own
 * endpoint sleeps; each event is stored at the second it tells of and applied soon after. Then one is applied again by an admin.
 */
export function eventsOfTwoDays(stage: Stage): void {
  const { admin } = stage.world.emulator;
  const ears = { pg: startReceiver(), x: startReceiver() };
  const endpoints: string[] = [];
  stage.atTheEnd(async () => {
    for (const id of endpoints) await admin.removeWebhook(id);
    for (const ear of Object.values(ears)) (await ear).stop();
  });
  stage.at(stage.ago(HEARD_DAYS * DAY_MINUTES), async () => {
    for (const channel of CHANNELS) {
      const { id } = await admin.setWebhook({ kind: channel, url: (await ears[channel]).url, secret: 'heard-by-the-history-alone' });
      endpoints.push(id);
    }
  });
  stage.at(stage.ago(1), async () => {
    await admin.flush();
    const heard = (await Promise.all(CHANNELS.map(async (channel) => (await ears[channel]).received.map((one) => readHeard(channel, one))))).flat();
    for (const one of heard.sort((a, b) => a.at.getTime() - b.at.getTime())) await hear(stage, one);
    await replayOne(stage);
  });
}

function readHeard(channel: Heard['channel'], { headers, body }: Received): Heard {
  const { created_at } = JSON.parse(body) as { created_at: number };
  return { channel, id: String(headers['x-razorpay-event-id']), body, at: new Date(created_at * SECOND_MS) };
}

async function hear(stage: Stage, { channel, id, body, at }: Heard): Promise<void> {
  const { world } = stage;
  // Whom Razorpay does not answer about, the worker goes on asking for.
  const silent = [...stage.silent].some((subject) => body.includes(subject));
  await receiveWebhook(silent ? world.today : world.db, { channel, rawBody: body, gatewayEventId: id, now: new Date(at.getTime() + SECOND_MS) });
  const { id: webhookEventId } = await world.db.selectFrom('webhook_event').select('id').where('gateway_event_id', '=', id).executeTakeFirstOrThrow();
  // The emulator's clock is behind that of the stories in a window, and nothing settles before it was asked for.
  const { closesAt } = windowAt(at);
  await applyWebhook(world, { webhookEventId, now: closesAt < stage.now ? closesAt : stage.ago(1) }).catch((error: unknown) => {
    if (!silent) throw error;
  });
}

async function replayOne({ world, now }: Stage): Promise<void> {
  const event = await world.db.selectFrom('webhook_event').select('id').where('name', '=', 'refund.processed').where('state', '=', 'applied').orderBy('received_at', 'desc').executeTakeFirstOrThrow();
  const done = await replayWebhooks(world.db, { eventIds: [event.id], adminId: world.adminIds[0], reason: 'The patient asks where the money is.', now: minutesAfter(now, -1) });
  if (!done.ok) throw new Error(done.refusal.message);
  await applyWebhook(world, { webhookEventId: event.id, now });
}
