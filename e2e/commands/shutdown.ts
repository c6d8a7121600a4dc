/** The order in which a running product stops: nobody loses a server it still needs. */
export const STOP_FIRST = { app: 0, standIns: 1, databases: 2 } as const;

type Phase = (typeof STOP_FIRST)[keyof typeof STOP_FIRST];

/** Remembers what was started and stops it in order, once, however often and however early it is asked. */
export class Shutdown {
  #entries: { phase: Phase; stop: () => Promise<void> }[] = [];
  #running: Promise<void> | undefined;

  /** Something that came up while the rest is already going down is stopped at once. */
  async add(phase: Phase, stop: () => Promise<void>): Promise<void> {
    if (this.#running === undefined) this.#entries.push({ phase, stop });
    else await stop();
  }

  get begun(): boolean {
    return this.#running !== undefined;
  }

  run(): Promise<void> {
    this.#running ??= this.#stopAll();
    return this.#running;
  }

  async #stopAll(): Promise<void> {
    for (const phase of Object.values(STOP_FIRST)) {
      const stops = this.#entries.filter((entry) => entry.phase === phase).map((entry) => entry.stop());
      for (const outcome of await Promise.allSettled(stops)) {
        if (outcome.status === 'rejected') console.error(`✗ while stopping: ${String(outcome.reason)}`);
      }
    }
  }
}
