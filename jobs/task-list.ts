import type { JobHelpers, Task, TaskList } from 'graphile-worker';
import { z } from 'zod';
import type { LocalDate } from '#app/domain/appointment-time.ts';
import { askValidations } from '#app/use-cases/ask-validations.server.ts';
import { applyWebhook, type InboxWorld } from '#app/use-cases/apply-webhook.server.ts';
import { askPayments, endHolds, lookAtPayment } from '#app/use-cases/ask-payments.server.ts';
import { lookAtDiscrepancy } from '#app/use-cases/look-at-discrepancy.server.ts';
import { reconcileRecent } from '#app/use-cases/reconcile-recent.server.ts';
import { readPayoutBalance } from '#app/use-cases/read-payout-balance.server.ts';
import { registerPayee } from '#app/use-cases/register-payee.server.ts';
import { sendPayout } from '#app/use-cases/send-payout.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import { sweepPayouts } from '#app/use-cases/sweep-payouts.server.ts';
import { sweepRefunds } from '#app/use-cases/sweep-refunds.server.ts';
import { mailOrder, sendMail } from '#app/use-cases/send-mail.server.ts';
import { remindPatients } from '#app/use-cases/remind-patients.server.ts';
import { sweepLeftovers } from '#app/use-cases/sweep-leftovers.server.ts';
import { watchWebhooks } from '#app/use-cases/watch-webhooks.server.ts';
import { sweepSignIns } from '#app/use-cases/sweep-sign-ins.server.ts';
import type { Mailer } from '#app/mail/mailer.server.ts';
import type { Database } from '#db/client.ts';
import { findPayoutPause } from '#db/payout-pause.ts';
import { relayOutbox } from './relay-outbox.ts';

export interface WorkerWorld extends InboxWorld {
  readonly mailer: Mailer;
  readonly origin: string;
}

const reconcileOrder = z.object({ day: z.string().transform((text) => text as LocalDate).optional() });

/** Payloads outlive releases, so each is parsed again here: name → shape → one use-case. The whole queue on one page. */
export function createTaskList(world: WorkerWorld): TaskList {
  const { db } = world;
  return {
    'relay-outbox': async (_payload, helpers) => {
      await relayOutbox(db, helpers.addJobs, new Date());
    },
    'apply-webhook': task(z.object({ webhookEventId: z.string() }), ({ webhookEventId }) => applyWebhook(world, { webhookEventId, now: new Date() })),
    'look-at-payment': task(z.object({ gatewayOrderId: z.string() }), ({ gatewayOrderId }) => lookAtPayment(world, { gatewayOrderId, now: new Date() })),
    'send-mail': task(mailOrder, (order, helpers) => sendMail(world, { order, messageId: helpers.job.key ?? `job-${helpers.job.id}`, now: new Date() })),
    'send-refund': task(z.object({ refundId: z.string() }), ({ refundId }) => sendRefund(world, { refundId, now: new Date() })),
    'send-payout': task(z.object({ payoutId: z.string() }), ({ payoutId }) => unlessPaused(db, (now) => sendPayout(world, { payoutId, now }))),
    'register-payee': task(z.object({ payoutAccountId: z.string() }), ({ payoutAccountId }) => registerPayee(world, { payoutAccountId, now: new Date() })),
    'sweep-refunds': handOn(() => sweepRefunds(world, new Date())),
    'sweep-payouts': handOn(() => sweepPayouts(world, () => new Date())),
    'ask-validations': handOn(() => askValidations(world, () => new Date())),
    'read-payout-balance': async () => {
      await readPayoutBalance(world, new Date());
    },
    'watch-webhooks': handOn(() => watchWebhooks(world, new Date())),
    'ask-payments': handOn(() => askPayments(world, new Date())),
    'end-holds': handOn(() => endHolds(world, new Date())),
    'reconcile-day': handOn((payload) => reconcileRecent(world, { day: reconcileOrder.parse(payload ?? {}).day ?? null, now: new Date() })),
    'look-at-discrepancy': task(z.object({ discrepancyId: z.string() }), ({ discrepancyId }) => lookAtDiscrepancy(world, { discrepancyId, now: new Date() })),
    'remind-patients': handOn(() => remindPatients(db, new Date())),
    'sweep-leftovers': async () => {
      await sweepLeftovers(db, new Date());
    },
    'sweep-sign-ins': async () => {
      await sweepSignIns(db, new Date());
    },
  };
}

function task<T>(schema: z.ZodType<T>, run: (payload: T, helpers: JobHelpers) => Promise<unknown>): Task {
  return handOn((payload, helpers) => run(schema.parse(payload), helpers));
}

/** What is not done during a pause is found by the first sweep after it. */
async function unlessPaused(db: Database, work: (now: Date) => Promise<unknown>): Promise<void> {
  const now = new Date();
  if ((await findPayoutPause(db, now)) === null) await work(now);
}

/** What a job leaves in the outbox goes on at once, not with the next minute's sweep. */
function handOn(work: (payload: unknown, helpers: JobHelpers) => Promise<unknown>): Task {
  return async (payload, helpers) => {
    await work(payload, helpers);
    await helpers.addJob('relay-outbox', {}, { jobKey: 'relay-outbox', maxAttempts: 1 });
  };
}
