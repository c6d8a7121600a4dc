import { scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { EDGE, FLOOR, PLOT, round, type Tick } from './plot-box.ts';
import { valueScale } from './value-scale.ts';

export type Value = number | null;

export interface DrawnLine {
  /** Empty where there is nothing to draw. */
  readonly path: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Where its name stands; `null` without a point. */
  readonly nameY: number | null;
}

export interface LineGeometry {
  readonly lines: readonly DrawnLine[];
  readonly ticks: readonly Tick[];
  /** One for each step along the bottom. */
  readonly xs: readonly number[];
}

const NAME_HEIGHT = 13;

/** Lines over the same steps; a value that is missing leaves a gap, never a zero. */
export function lineGeometry(series: readonly (readonly Value[])[]): LineGeometry {
  const steps = Math.max(0, ...series.map((values) => values.length));
  const across = scalePoint(Array.from({ length: steps }, (_, index) => index), [PLOT.left, EDGE - 8]);
  const xs = Array.from({ length: steps }, (_, index) => round(across(index) ?? PLOT.left));
  const { y, ticks } = valueScale(series.flat().filter((value) => value !== null));
  const draw = line<Value>((_, index) => xs[index]!, (value) => y(value ?? 0)).defined((value) => value !== null).digits(1);
  const drawn = series.map((values) => ({
    path: draw(values) ?? '',
    points: values.flatMap((value, index) => (value === null ? [] : [{ x: xs[index]!, y: y(value) }])),
  }));
  const names = spread(drawn.map(({ points }) => points.at(-1)?.y ?? null));
  return { lines: drawn.map((each, index) => ({ ...each, nameY: names[index] ?? null })), ticks, xs };
}

/** Moves names that would lie upon each other apart, in the order of their lines' ends, and keeps them above the floor. */
function spread(wanted: readonly (number | null)[]): (number | null)[] {
  const order = wanted.flatMap((at, index) => (at === null ? [] : [{ at, index }])).sort((a, b) => a.at - b.at || a.index - b.index);
  const placed: (number | null)[] = wanted.map(() => null);
  let above = -Infinity;
  for (const [rank, { at, index }] of order.entries()) {
    const lowest = FLOOR - (order.length - 1 - rank) * NAME_HEIGHT;
    above = Math.min(lowest, Math.max(at, above + NAME_HEIGHT));
    placed[index] = round(above);
  }
  return placed;
}
