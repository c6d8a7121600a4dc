import { barGeometry } from './bar-geometry.ts';
import type { Value } from './line-geometry.ts';
import { EDGE, FLOOR } from './plot-box.ts';
import { PlotFrame, type PlotText } from './plot-frame.tsx';

interface BarPlotProps extends PlotText {
  name: string;
  values: readonly Value[];
  /** What a day without a value is, e.g. `open`. */
  missing: string;
}

const ZERO_HEIGHT = 3;

/** Hatched bars; a dot on the floor is a zero, a ring is a day that has no number. */
export function BarPlot({ name, values, missing, ...text }: BarPlotProps) {
  const { bars, ticks } = barGeometry(values);
  const hatch = `${text.id}-hatch`;
  return (
    <PlotFrame {...text} ticks={ticks} xs={bars.map(({ x, width }) => x + width / 2)} series={[{ name, values }]}>
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
        <path className="plot-hatch" d="M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3" />
      </pattern>
      {bars.map(({ x, y, width, height, value }) => {
        const middle = x + width / 2;
        if (value === null) return <circle key={x} className="plot-none" cx={middle} cy={FLOOR - ZERO_HEIGHT} r={ZERO_HEIGHT} />;
        if (value === 0) return <circle key={x} className="plot-zero" cx={middle} cy={FLOOR - ZERO_HEIGHT} r={ZERO_HEIGHT} />;
        return <rect key={x} className="plot-bar" x={x} y={y} width={width} height={height} fill={`url(#${hatch})`} />;
      })}
      <circle className="plot-zero" cx={EDGE + 8} cy={24} r={ZERO_HEIGHT} />
      <text x={EDGE + 16} y={28}>nothing</text>
      <circle className="plot-none" cx={EDGE + 8} cy={42} r={ZERO_HEIGHT} />
      <text x={EDGE + 16} y={46}>{missing}</text>
    </PlotFrame>
  );
}
