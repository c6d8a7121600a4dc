export interface Load {
  readonly done: number;
  readonly seconds: number;
  /** Milliseconds of each piece of work, in order of completion. */
  readonly latencies: readonly number[];
}

/** `clients` loops side by side, each taking the next piece of work when its last one is done, until the work or the time is up. */
export async function runClients<T>(clients: number, work: Iterator<T>, run: (piece: T) => Promise<void>, seconds = Infinity): Promise<Load> {
  const latencies: number[] = [];
  const started = performance.now();
  const deadline = started + seconds * 1_000;
  const loop = async (): Promise<void> => {
    while (performance.now() < deadline) {
      const next = work.next();
      if (next.done) return;
      const before = performance.now();
      await run(next.value);
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: clients }, loop));
  return { done: latencies.length, seconds: (performance.now() - started) / 1_000, latencies };
}

/** Work without an end. */
export function* endlessly(): Generator<number> {
  for (let turn = 0; ; turn += 1) yield turn;
}
