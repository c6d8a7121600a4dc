import { sql } from 'kysely';
import type { Database } from './client.ts';

/** Another run of the same day is at it: whoever wanted this one asks again. */
export class DayIsBusy extends Error {
  constructor(day: string) {
    super(`${day} is being closed by another run`);
    this.name = 'DayIsBusy';
  }
}

/** Long enough for a short day to end, short enough to keep no worker from other jobs. */
const WAIT_SECONDS = 5;

/**
 * One run of a day at a time: each forgets what the run before it was told and this one was not, so that two side by
 * side would forget each other's, and close what is still different. The lock is the connection's: a process that dies
 * leaves none behind, and no transaction is open while Razorpay is asked. Its name holds the database's, because a server
 * has one list of locks for all.
 */
export async function withDayLock<T>(db: Database, day: string, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (holder) => {
    const name = sql`md5(concat(database(), ' day ', ${day}))`;
    const { rows } = await sql<{ taken: number | null }>`SELECT GET_LOCK(${name}, ${WAIT_SECONDS}) AS taken`.execute(holder);
    if (rows[0]?.taken !== 1) throw new DayIsBusy(day);
    try {
      return await work();
    } finally {
      await sql`DO RELEASE_LOCK(${name})`.execute(holder);
    }
  });
}
