import { scaleLinear } from 'd3-scale';
import { FLOOR, PLOT, round, TICKS, type Tick } from './plot-box.ts';

/**
 * Values to heights. Nothing and nothing but zeros get a scale of one unit, where d3 would answer NaN; `whole` keeps
 * its steps to whole numbers.
 */
export function valueScale(values: readonly number[], { whole = true } = {}): { readonly y: (value: number) => number; readonly ticks: Tick[] } {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const scale = scaleLinear([low, high > low ? high : low + 1], [FLOOR, PLOT.top]).nice(TICKS);
  const y = (value: number) => round(scale(value));
  const steps = scale.ticks(TICKS).filter((value) => !whole || Number.isInteger(value));
  const ticks = low === high ? [0] : steps;
  return { y, ticks: ticks.map((value) => ({ value, y: y(value) })) };
}
