import type { ActionFunctionArgs } from '@remix-run/node';
import { env } from '#app/env.server.ts';
import { answerWebhook } from './answer-webhook.server.ts';

/** Payments and refunds. */
export async function action({ request }: ActionFunctionArgs) {
  const { RAZORPAY_WEBHOOK_SECRET, RAZORPAY_WEBHOOK_SECRET_PREVIOUS } = env();
  return answerWebhook(request, { channel: 'pg', secrets: [RAZORPAY_WEBHOOK_SECRET, RAZORPAY_WEBHOOK_SECRET_PREVIOUS] });
}
