import type { JobHelpers, Task, TaskList } from 'graphile-worker';
import { z } from 'zod';
import { applyWebhook } from '#app/use-cases/apply-webhook.server.ts';
import { askPayments, endHolds, lookAtPayment } from '#app/use-cases/ask-payments.server.ts';
import type { World } from '#app/use-cases/confirm-payment.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import { sweepRefunds } from '#app/use-cases/sweep-refunds.server.ts';
import { mailOrder, sendMail } from '#app/use-cases/send-mail.server.ts';
import { remindPatients } from '#app/use-cases/remind-patients.server.ts';
import { sweepLeftovers } from '#app/use-cases/sweep-leftovers.server.ts';
import { sweepSignIns } from '#app/use-cases/sweep-sign-ins.server.ts';
import type { Mailer } from '#app/mail/mailer.server.ts';
import { relayOutbox } from './relay-outbox.ts';

export interface WorkerWorld extends World {
  readonly mailer: Mailer;
  readonly origin: string;
}

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
    'sweep-refunds': handOn(() => sweepRefunds(world, new Date())),
    'ask-payments': handOn(() => askPayments(world, new Date())),
    'end-holds': handOn(() => endHolds(world, new Date())),
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

/** What a job leaves in the outbox goes on at once, not with the next minute's sweep. */
function handOn(work: (payload: unknown, helpers: JobHelpers) => Promise<unknown>): Task {
  return async (payload, helpers) => {
    await work(payload, helpers);
    await helpers.addJob('relay-outbox', {}, { jobKey: 'relay-outbox', maxAttempts: 1 });
  };
}
