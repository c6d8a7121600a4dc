import type { Selectable } from 'kysely';
import type { Database, Trx } from './client.ts';
import type { PayoutPauseTable } from './payout-tables.ts';

export type PayoutPause = Selectable<PayoutPauseTable>;

const ONLY_ROW = 1;

/** Why and until when no payout is sent at present; null when they go their way. */
export async function findPayoutPause(db: Database, now: Date): Promise<PayoutPause | null> {
  const pause = await db.selectFrom('payout_pause').selectAll().where('id', '=', ONLY_ROW).where('until', '>', now).executeTakeFirst();
  return pause ?? null;
}

/** `until` in the past is the end of a pause. */
export async function writePayoutPause(trx: Trx, pause: Omit<PayoutPause, 'id'>): Promise<void> {
  await trx.insertInto('payout_pause').values({ id: ONLY_ROW, ...pause }).onDuplicateKeyUpdate(pause).execute();
}
