import { log } from '#app/log.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { readLiveDesk } from '../admin._index/read-live-desk.server.ts';
import { deskTime, drawDesk } from './draw-desk.server.tsx';
import { writeEvent } from './write-event.ts';

export interface Listener {
  send(text: string): void;
  end(): void;
}

/** A listener's place, kept until it is left. */
export interface Place {
  /**
   * From now on `listener` is told: at once, when the desk is known as it was at `since` or later, else by the next
   * round. An older picture would put an open desk back to what it was before its own page.
   */
  take(listener: Listener, since: Date): void;
  leave(): void;
}

export const POLL_MS = 4_000;
const PLACES_PER_ACCOUNT = 5;

interface Picture {
  readonly digest: string;
  readonly text: string;
  readonly readAt: Date;
}

/** One reading for everybody: however many desks are open, the database is asked once per round, and never without one. */
const places = new Map<symbol, { readonly accountId: string; listener?: Listener }>();
/** Listeners whose page is newer than the picture, and how new it is. */
const newcomers = new Map<symbol, Date>();
let picture: Picture | null = null;
let round: NodeJS.Timeout | 'reading' | null = null;

/** `null` when this account has as many desks open as it may: each holds a connection. */
export function openLiveDesk(accountId: string): Place | null {
  const own = [...places.values()].filter((place) => place.accountId === accountId).length;
  if (own >= PLACES_PER_ACCOUNT) return null;
  const key = Symbol(accountId);
  places.set(key, { accountId });
  return {
    take(listener, since) {
      places.set(key, { accountId, listener });
      if (picture && picture.readAt >= since) listener.send(picture.text);
      else newcomers.set(key, since);
      if (round === null) void read();
    },
    leave() {
      places.delete(key);
      newcomers.delete(key);
      if (places.size > 0 || round === null || round === 'reading') return;
      clearTimeout(round);
      rest();
    },
  };
}

/** Whether the desk is being read: not, when nobody looks. */
export function isLiveDeskReading(): boolean {
  return round !== null;
}

function rest(): void {
  round = null;
  picture = null;
}

async function read(): Promise<void> {
  round = 'reading';
  const now = new Date();
  try {
    const { desk, digest } = await readLiveDesk(resources(), now);
    const isNews = digest !== picture?.digest;
    picture = { digest, text: isNews || !picture ? writeEvent({ name: 'desk', id: digest, data: `${deskTime(now)}\n${drawDesk(desk)}` }) : picture.text, readAt: now };
    for (const key of takeTold(isNews, now)) places.get(key)?.listener?.send(picture.text);
  } catch (error) {
    // A desk that cannot be read must not look live: whoever listens is told so by the end, and comes back.
    log.warn({ err: error }, 'the live desk could not be read');
    picture = null;
    for (const { listener } of places.values()) listener?.end();
  }
  if (places.size === 0) return rest();
  round = setTimeout(() => void read(), POLL_MS).unref();
}

/** Who is told of a reading begun at `readAt`: of news all, else who waits for one; never whose page has seen more. */
function takeTold(isNews: boolean, readAt: Date): symbol[] {
  const served = [...newcomers].filter(([, since]) => since <= readAt).map(([key]) => key);
  for (const key of served) newcomers.delete(key);
  return isNews ? [...places.keys()].filter((key) => !newcomers.has(key)) : served;
}
