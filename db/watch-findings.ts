import type { Selectable } from 'kysely';
import type { Database, Trx } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';
import type { WatchFindingTable } from './watchdog-tables.ts';

export type WatchFinding = Selectable<WatchFindingTable>;

/** What is wrong now and worth a person's look; at most one for each channel. */
export async function listOpenFindings(db: Database): Promise<WatchFinding[]> {
  return db.selectFrom('watch_finding').selectAll().where('open_channel', 'is not', null).where('kind', '!=', 'lost').orderBy('opened_at').execute();
}

/** Open or over, newest first. */
export async function listFindings(db: Database, turn: PageTurn, size: number) {
  return readPage(turn, { columns: ['opened_at', 'id'], size }, (span) =>
    db.selectFrom('watch_finding').selectAll().select('opened_at as listed_at').where(span.within).orderBy('opened_at', span.direction).orderBy('id', span.direction).limit(span.limit).execute(),
  );
}

export async function lockOpenFinding(trx: Trx, channel: WatchFinding['channel']): Promise<WatchFinding | undefined> {
  return trx.selectFrom('watch_finding').selectAll().where('open_channel', '=', channel).forUpdate().executeTakeFirst();
}

/** Until when a channel was looked through. Null: never yet. */
export async function findLookedUntil(db: Database, channel: WatchFinding['channel']): Promise<Date | null> {
  const row = await db.selectFrom('webhook_watch').select('looked_until').where('channel', '=', channel).executeTakeFirst();
  return row?.looked_until ?? null;
}

/** Where the next look begins; the first look ever begins at `from`. */
export async function beginLook(db: Database, channel: WatchFinding['channel'], from: Date): Promise<Date> {
  const lookedUntil = await findLookedUntil(db, channel);
  if (lookedUntil) return lookedUntil;
  await db.insertInto('webhook_watch').values({ channel, looked_until: from }).onDuplicateKeyUpdate({ channel }).execute();
  return from;
}
