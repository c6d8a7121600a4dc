/** Chance that repeats itself: the same seed tells the same story. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole, from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  /** The same in another order. */
  shuffled<T>(all: readonly T[]): T[];
  /** True with this likelihood. */
  chance(likelihood: number): boolean;
  /** One of the keys, by their weights. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/** mulberry32: 32 bits of state, good enough to tell stories and short enough to read. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const random: Random = {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (choices) => {
      if (choices.length === 0) throw new RangeError('nothing to pick from');
      return choices[Math.floor(next() * choices.length)]!;
    },
    shuffled: <T>(all: readonly T[]): T[] => all.map((one) => ({ one, place: next() })).sort((a, b) => a.place - b.place).map(({ one }) => one),
    chance: (likelihood) => next() < likelihood,
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const entries = Object.entries<number>(weights) as [K, number][];
      let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries.at(-1)!)[0];
    },
  };
  return random;
}
