import { percentile, plain, spread } from './statistics.ts';

export interface Comparison {
  readonly ours: readonly number[];
  readonly limit: readonly number[];
  /** Of each round by itself: the machine's mood of a minute hits both sides alike. */
  readonly ratios: readonly number[];
}

/** Runs both sides in every round, each going first in turn; both give a rate, more is better. */
export async function interleave(rounds: number, ours: () => Promise<number>, limit: () => Promise<number>): Promise<Comparison> {
  const rates = { ours: [] as number[], limit: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) rates.ours.push(await ours());
    rates.limit.push(await limit());
    if (round % 2 === 1) rates.ours.push(await ours());
    console.log(`    round ${round + 1}: ours ${plain(rates.ours[round]!)}/s, limit ${plain(rates.limit[round]!)}/s, ratio ${plain(rates.ours[round]! / rates.limit[round]!, 3)}`);
  }
  return { ...rates, ratios: rates.ours.map((rate, round) => rate / rates.limit[round]!) };
}

/** A finding's columns for two rates. */
export function columnsOf({ ours, limit, ratios }: Comparison): { ours: string; limit: string; ratio: string } {
  return { ours: `${spread(ours)}/s`, limit: `${spread(limit)}/s`, ratio: spread(ratios, percentile(ratios, 0.5) < 0.1 ? 4 : 2) };
}

export function medianRatio({ ratios }: Comparison): number {
  return percentile(ratios, 0.5);
}
