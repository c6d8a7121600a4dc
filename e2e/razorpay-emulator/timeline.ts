import type { Clock } from './clock.ts';

type Due = { at: number; sequence: number; run: () => void };

const LONGEST_TIMER_MS = 60_000;

/**
 * What will happen by itself, ordered by virtual unix second (a binary heap).
 * Tasks are not kept across a restart: each resource plans them anew from its rows, and a task looks at its row again before acting.
 */
export class Timeline {
  readonly #clock: Clock;
  #heap: Due[] = [];
  #sequence = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `at` in virtual unix seconds; a time already past runs on the next turn. */
  plan(at: number, run: () => void): void {
    this.#push({ at, sequence: this.#sequence++, run });
    if (this.#heap[0]?.run === run) this.wake();
  }

  next(): number | undefined {
    return this.#heap[0]?.at;
  }

  /** Runs everything due by now, in order. */
  runDue(): void {
    const now = this.#clock.now();
    for (let due = this.#heap[0]; due && due.at <= now; due = this.#heap[0]) {
      this.#pop();
      due.run();
    }
    this.wake();
  }

  /** Sets the one real timer for the next thing due; call after the clock moved. */
  wake(): void {
    clearTimeout(this.#timer);
    const at = this.next();
    if (at === undefined || this.#stopped) return;
    const waitMs = at * 1000 - this.#clock.nowMs();
    if (waitMs > 0 && this.#clock.frozen) return;
    this.#timer = setTimeout(() => this.runDue(), Math.min(Math.max(waitMs, 0), LONGEST_TIMER_MS));
    this.#timer.unref();
  }

  clear(): void {
    this.#heap = [];
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #before(a: number, b: number): boolean {
    const left = this.#heap[a]!;
    const right = this.#heap[b]!;
    return left.at < right.at || (left.at === right.at && left.sequence < right.sequence);
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b]!, this.#heap[a]!];
  }

  #push(due: Due): void {
    let index = this.#heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#before(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let index = 0;
    for (;;) {
      let smallest = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < this.#heap.length && this.#before(child, smallest)) smallest = child;
      }
      if (smallest === index) return;
      this.#swap(index, smallest);
      index = smallest;
    }
  }
}
