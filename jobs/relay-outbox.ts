import type { AddJobsJobSpec } from 'graphile-worker';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { inTransaction } from '#db/transaction.ts';

const RELAY_BATCH = 200;
const RELAY_LEASE_SECONDS = 30;
/** Graphile's back-off is exp(attempt) seconds: 14 tries reach over two weeks, longer than any outage should last. */
const JOB_ATTEMPTS = 14;

/** One multi-row insert into the queue (graphile's `add_jobs`). */
export type AddJobs = (specs: AddJobsJobSpec[]) => Promise<unknown>;

/**
 * Moves what the outbox owes to the queue, batch by batch; returns how many. The lease keeps two relays off each
 * other's rows; a crash between handing over and noting it repeats a job, which is why the message id is the job key
 * and every task is safe to run twice. Two relays and a booking can meet on an index page and deadlock: hence the
 * transactions, which try again.
 */
export async function relayOutbox(db: Database, addJobs: AddJobs, now: Date): Promise<number> {
  let relayed = 0;
  for (;;) {
    const leased = await leaseBatch(db, now);
    if (leased.length === 0) return relayed;
    await addJobs(
      leased.map((message) => ({
        identifier: message.task,
        payload: JSON.parse(message.payload) as Record<string, unknown>,
        jobKey: message.id,
        maxAttempts: JOB_ATTEMPTS,
        runAt: message.run_at ?? undefined,
      })),
    );
    await inTransaction(db, (trx) =>
      trx
        .updateTable('outbox_message')
        .set({ sent_at: now, leased_by: null, leased_until: null })
        .where('id', 'in', leased.map((message) => message.id))
        .execute(),
    );
    relayed += leased.length;
    if (leased.length < RELAY_BATCH) return relayed;
  }
}

async function leaseBatch(db: Database, now: Date) {
  const lease = newId();
  await inTransaction(db, (trx) =>
    trx
      .updateTable('outbox_message')
      .set({ leased_by: lease, leased_until: new Date(now.getTime() + RELAY_LEASE_SECONDS * 1_000) })
      .where('sent_at', 'is', null)
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', now)]))
      .orderBy('created_at')
      .limit(RELAY_BATCH)
      .execute(),
  );
  return db.selectFrom('outbox_message').selectAll().where('leased_by', '=', lease).orderBy('created_at').execute();
}
