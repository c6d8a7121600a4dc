const CONCURRENT_DELIVERIES = 16;

type Job = { id: string; run: () => Promise<void>; done: () => void };

/** Deliveries that are due. It starts them on a later turn, so all events of one commit are in before the first goes out. */
export class DeliveryQueue {
  #waiting: Job[] = [];
  #running = 0;
  #paused = false;
  #newestFirst = false;
  #stopped = false;
  readonly #tickets = new Map<string, Promise<void>>();

  push(id: string, run: () => Promise<void>): void {
    if (this.#stopped || this.#tickets.has(id)) return;
    this.#tickets.set(id, new Promise((done) => this.#waiting.push({ id, run, done })));
    setImmediate(() => this.#pump());
  }

  steer({ paused, reorder }: { paused: boolean; reorder: boolean }): void {
    this.#paused = paused;
    this.#newestFirst = reorder;
    setImmediate(() => this.#pump());
  }

  /** Resolves when all that waits now has been tried; at once while paused. */
  async idle(): Promise<void> {
    if (!this.#paused) await Promise.all(this.#tickets.values());
  }

  clear(): void {
    for (const job of this.#waiting) this.#finish(job);
    this.#waiting = [];
  }

  /** Starts nothing more and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.clear();
    await Promise.all(this.#tickets.values());
  }

  #pump(): void {
    const limit = this.#newestFirst ? 1 : CONCURRENT_DELIVERIES;
    while (!this.#paused && this.#running < limit) {
      const job = this.#newestFirst ? this.#waiting.pop() : this.#waiting.shift();
      if (!job) return;
      this.#running += 1;
      void job.run().finally(() => {
        this.#running -= 1;
        this.#finish(job);
        this.#pump();
      });
    }
  }

  #finish(job: Job): void {
    this.#tickets.delete(job.id);
    job.done();
  }
}
