import type { LocalDate } from '#app/domain/appointment-time.ts';
import type { InboxWorld } from './apply-webhook.server.ts';

/** One run over one day's books. */
export interface DayRun {
  readonly world: InboxWorld;
  readonly runId: string;
  readonly day: LocalDate;
  readonly now: Date;
  /** How many questions this run may still ask about what does not match. */
  readonly questions: { left: number };
  /** Told after every page how many things were seen. */
  readonly progress: (seen: number) => void;
}

/** Razorpay did not answer: the day is tried again, and nothing is concluded from half a listing. */
export class GatewaySilent extends Error {
  constructor(what: string) {
    super(`Razorpay did not answer about ${what}`);
    this.name = 'GatewaySilent';
  }
}
