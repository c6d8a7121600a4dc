/** A phone's width; a wider screen shows more plots beside each other, or this one a little larger. */
export const PLOT = { width: 360, height: 190, top: 14, right: 72, bottom: 24, left: 62 } as const;

export const FLOOR = PLOT.height - PLOT.bottom;
export const EDGE = PLOT.width - PLOT.right;

export interface Tick {
  readonly value: number;
  readonly y: number;
}

/** Few enough that their words never touch. */
export const TICKS = 4;

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
