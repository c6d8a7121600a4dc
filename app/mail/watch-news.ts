import { MENDS, repairedInWords, SIDES, WRONG } from '#app/domain/watch-words.ts';
import type { FindingKind, Looked } from '#app/domain/watchdog.ts';
import { writeLetter, type Letter } from './letter.ts';

export interface WatchNews {
  readonly news: 'begun' | 'over';
  readonly channel: 'pg' | 'x';
  readonly kind: FindingKind;
  readonly missed: number;
  /** On the desk's clock, `Tue 24 Nov, 10:30`. */
  readonly since: string;
  readonly repaired: Omit<Looked, 'missedAt'>;
}

export function writeWatchAlert({ news, channel, kind, missed, since, repaired }: WatchNews, origin: string): Letter {
  const over = news === 'over';
  return writeLetter({
    subject: over ? `Webhooks of ${SIDES[channel]} arrive again` : `${WRONG[kind]} from ${SIDES[channel]}`,
    blocks: [
      { paragraph: `Since ${since} ${missed === 1 ? 'one event was' : `${missed} events were`} missed. What they told was asked for instead; mended so far: ${repairedInWords(repaired)}.` },
      { paragraph: over ? 'Events are heard again, and nothing more is to be done.' : `No money is lost meanwhile: every few minutes the gap is filled by asking. ${MENDS[kind]}` },
      { link: { label: 'Open the webhooks', url: `${origin}/admin/webhooks/health` } },
    ],
  });
}
