import type { Place } from './live-desk.server.ts';
import { deskTime } from './draw-desk.server.tsx';
import { writeEvent } from './write-event.ts';

const ALIVE_MS = 15_000;
const SESSION_CHECK_MS = 30_000;
/** Browsers come back by themselves; nothing that leaks in one connection lasts longer than this. */
const LIFE_MS = 10 * 60_000;
const COME_BACK_AFTER_MS = 3_000;

interface Stream {
  readonly place: Place;
  /** When the page that listens was read. */
  readonly since: Date;
  readonly isStillAdmin: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

/** The body of one connection. It ends when the reader leaves, the session ends, its time is over or the desk cannot be read. */
export function streamEvents({ place, since, isStillAdmin, signal }: Stream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave = () => place.leave();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let left = false;
      const send = (text: string) => {
        if (!left) controller.enqueue(encoder.encode(text));
      };
      const end = () => {
        if (left) return;
        leave();
        controller.close();
      };
      const check = async () => {
        if (!(await isStillAdmin().catch(() => false))) end();
      };
      // A comment would keep the line open as well, but the page could not see that it did.
      const beat = setInterval(() => send(writeEvent({ name: 'alive', data: deskTime(new Date()) })), ALIVE_MS);
      const checks = setInterval(() => void check(), SESSION_CHECK_MS);
      const life = setTimeout(end, LIFE_MS);
      leave = () => {
        left = true;
        clearInterval(beat);
        clearInterval(checks);
        clearTimeout(life);
        signal.removeEventListener('abort', end);
        place.leave();
      };
      if (signal.aborted) return end();
      signal.addEventListener('abort', end, { once: true });
      send(`retry: ${COME_BACK_AFTER_MS}\n\n`);
      place.take({ send, end }, since);
    },
    cancel: () => leave(),
  });
}
