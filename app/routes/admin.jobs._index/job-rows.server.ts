import type { Job } from '#db/job-queue.ts';
import type { listOutbox } from '#db/outbox-list.ts';
import { concernsOf, parsePayload } from './concerns.ts';
import { errorLine } from './error-line.ts';
import { outboxStateOf } from './job-states.ts';

/** A job as it may leave the server: ids instead of its payload, and an error without addresses and secrets. */
export function jobRow({ payload, last_error, ...job }: Job) {
  return { ...job, ...concernsOf(payload), error: errorLine(last_error) };
}

type Message = Awaited<ReturnType<typeof listOutbox>>['rows'][number];

export function outboxRow({ payload, leased_until, ...message }: Message, now: Date) {
  return { ...message, ...concernsOf(parsePayload(payload)), state: outboxStateOf({ sent_at: message.sent_at, leased_until }, now) };
}
