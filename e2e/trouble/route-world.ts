import { createHmac } from 'node:crypto';
import { closeServerResources } from '#app/server-resources.server.ts';
import { startReceiver, type Received } from '../razorpay-emulator/webhook-receiver.ts';
import { BANK_DATA_KEYS, KEY_ID, KEY_SECRET, openWorld, X_ACCOUNT_NUMBER, type TroubleWorld } from './open-world.ts';

export const WEBHOOK_SECRET = 'secret-of-today';
export const X_WEBHOOK_SECRET = 'secret-of-razorpayx';
export const WEBHOOK_SECRET_BEFORE = 'secret-of-yesterday';
const ORIGIN = 'http://localhost:3000';

/** The world, with an environment in which a route's action finds it, and the emulator's events caught on their way. */
export interface RouteWorld extends TroubleWorld {
  /** Every event sent so far about one order, as bytes and headers. */
  eventsOf(gatewayOrderId: string): Promise<Received[]>;
}

/** An environment in which a route finds this world. */
export function enterEnvironment(world: TroubleWorld): void {
  Object.assign(process.env, {
    NODE_ENV: 'test',
    JOBS_DATABASE_URL: process.env.JOBS_DATABASE_URL ?? 'postgres://nobody:nothing@127.0.0.1:9/jobs',
    PUBLIC_ORIGIN: ORIGIN,
    SESSION_SECRET: 'only-for-tests-0123456789-0123456789',
    RAZORPAY_API_ORIGIN: world.emulator.origin,
    RAZORPAY_CHECKOUT_ORIGIN: world.emulator.origin,
    RAZORPAY_KEY_ID: KEY_ID,
    RAZORPAY_KEY_SECRET: KEY_SECRET,
    RAZORPAY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    RAZORPAYX_ACCOUNT_NUMBER: X_ACCOUNT_NUMBER,
    RAZORPAYX_WEBHOOK_SECRET: X_WEBHOOK_SECRET,
    BANK_DATA_KEYS,
    RAZORPAY_WEBHOOK_SECRET_PREVIOUS: WEBHOOK_SECRET_BEFORE,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'OneVisit <care@onevisit.example>',
  });
}

export async function openRouteWorld(): Promise<RouteWorld> {
  const world = await openWorld();
  enterEnvironment(world);
  const receiver = await startReceiver();
  await world.emulator.admin.setWebhook({ url: receiver.url, secret: WEBHOOK_SECRET });
  return {
    ...world,
    eventsOf: async (gatewayOrderId) => {
      await world.emulator.admin.flush();
      return receiver.received.filter(({ body }) => body.includes(gatewayOrderId));
    },
    close: async () => {
      receiver.stop();
      await closeServerResources();
      await world.close();
    },
  };
}

export function signatureOf(body: string, secret = WEBHOOK_SECRET): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** What Remix hands to an action. */
export function posted(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  return { request: new Request(`${ORIGIN}${path}`, { method: 'POST', body, headers }), params: {}, context: {} };
}
