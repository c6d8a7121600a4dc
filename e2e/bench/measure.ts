import type { BenchWorld } from './bench-world.ts';

/** One line of the table at the end. */
export interface Finding {
  readonly measure: string;
  readonly ours: string;
  readonly limit: string;
  readonly ratio: string;
  readonly target: string;
  readonly verdict: 'met' | 'missed' | '';
}

export interface Measure {
  readonly name: string;
  readonly run: (world: BenchWorld) => Promise<Finding[]>;
}

const NOTHING = { limit: '', ratio: '', target: '', verdict: '' } as const;

/** A finding that has nothing to be compared with. */
export function observed(measure: string, ours: string, more: Partial<Finding> = {}): Finding {
  return { ...NOTHING, measure, ours, ...more };
}

export function judged(met: boolean): 'met' | 'missed' {
  return met ? 'met' : 'missed';
}
