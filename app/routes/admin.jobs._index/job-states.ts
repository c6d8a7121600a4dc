import type { IconName } from '#app/components/icon.tsx';
import type { Tone } from '#app/components/tone.ts';

type Word = { word: string; tone: Tone; icon: IconName };

/** How a job stands, trouble first. */
export const JOB_STATES = {
  given_up: { word: 'Given up', tone: 'danger', icon: 'alert-circle' },
  failed: { word: 'Trying again', tone: 'warning', icon: 'alert-triangle' },
  due: { word: 'Due', tone: 'accent', icon: 'clock' },
  running: { word: 'Running', tone: 'accent', icon: 'refresh' },
  waiting: { word: 'For later', tone: 'neutral', icon: 'calendar' },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'close' },
} as const satisfies Record<string, Word>;

export type JobStateName = keyof typeof JOB_STATES;
export const JOB_STATE_NAMES = Object.keys(JOB_STATES) as JobStateName[];

/** How a message to the queue stands. */
export const OUTBOX_STATES = {
  waiting: { word: 'Waiting', tone: 'accent', icon: 'clock' },
  in_hand: { word: 'Being handed over', tone: 'accent', icon: 'refresh' },
  again: { word: 'Handing over again', tone: 'warning', icon: 'alert-triangle' },
  relayed: { word: 'Handed over', tone: 'success', icon: 'check-circle' },
} as const satisfies Record<string, Word>;

export type OutboxState = keyof typeof OUTBOX_STATES;

/** A lease that ended without an answer is one whose relay died, or whose queue did not answer. */
export function outboxStateOf({ sent_at, leased_until }: { sent_at: Date | null; leased_until: Date | null }, now: Date): OutboxState {
  if (sent_at) return 'relayed';
  if (!leased_until) return 'waiting';
  return leased_until > now ? 'in_hand' : 'again';
}
