import { scaleBand } from 'd3-scale';
import { EDGE, PLOT, round, type Tick } from './plot-box.ts';
import type { Value } from './line-geometry.ts';
import { valueScale } from './value-scale.ts';

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: Value;
}

/** One bar for each value; of nothing and of zero it has no height, and the drawing says which it is. */
export function barGeometry(values: readonly Value[]): { readonly bars: readonly Bar[]; readonly ticks: readonly Tick[] } {
  const across = scaleBand(values.map((_, index) => index), [PLOT.left, EDGE]).padding(0.25);
  const { y, ticks } = valueScale(values.filter((value) => value !== null));
  const bars = values.map((value, index) => {
    const top = y(value ?? 0);
    return { x: round(across(index) ?? PLOT.left), y: Math.min(top, y(0)), width: round(across.bandwidth()), height: round(Math.abs(y(0) - top)), value };
  });
  return { bars, ticks };
}
