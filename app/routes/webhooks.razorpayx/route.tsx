import type { ActionFunctionArgs } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import { answerWebhook } from '../webhooks.razorpay/answer-webhook.server.ts';

/** Payouts and account checks: another account at Razorpay, so another secret. */
export async function action({ request }: ActionFunctionArgs) {
  const { RAZORPAYX_WEBHOOK_SECRET, RAZORPAYX_WEBHOOK_SECRET_PREVIOUS } = env();
  return answerWebhook(request, { channel: 'x', secrets: [RAZORPAYX_WEBHOOK_SECRET, RAZORPAYX_WEBHOOK_SECRET_PREVIOUS] });
}
