import { symbol, symbolCircle, symbolSquare, symbolTriangle } from 'd3-shape';
import { classNames } from '#app/components/class-names.ts';
import { lineGeometry, type Value } from './line-geometry.ts';
import { EDGE, FLOOR, PLOT } from './plot-box.ts';
import { PlotFrame, type PlotText } from './plot-frame.tsx';

interface LinePlotProps extends PlotText {
  /** Three at most: each has its own dash, shape and colour. */
  /** Said in the plot when no day has a value. */
  empty: string;
  series: readonly { readonly name: string; readonly values: readonly Value[] }[];
}

const MARK_AREA = 30;
const LOOKS = [
  { letter: 'a', dash: undefined, shape: symbolCircle },
  { letter: 'b', dash: '6 3', shape: symbolSquare },
  { letter: 'c', dash: '2 3', shape: symbolTriangle },
].map(({ letter, dash, shape }) => ({ letter, dash, mark: symbol(shape, MARK_AREA).digits(1)() ?? '' }));

/** Lines with their names at their ends, told apart without colour by dash and shape. */
export function LinePlot({ series, empty, ...text }: LinePlotProps) {
  const { lines, ticks, xs } = lineGeometry(series.map(({ values }) => values));
  return (
    <PlotFrame {...text} ticks={ticks} xs={xs} series={series}>
      {lines.every(({ points }) => points.length === 0) && (
        <text x={(PLOT.left + EDGE) / 2} y={(PLOT.top + FLOOR) / 2} textAnchor="middle">
          {empty}
        </text>
      )}
      {lines.map(({ path, points, nameY }, index) => {
        const { letter, dash, mark } = LOOKS[index % LOOKS.length]!;
        return (
          <g key={series[index]!.name}>
            {path !== '' && <path className={classNames('plot-line', `plot-${letter}`)} d={path} strokeDasharray={dash} />}
            {points.map(({ x, y }) => (
              <path key={x} className={classNames('plot-mark', `plot-mark-${letter}`)} d={mark} transform={`translate(${x} ${y})`} />
            ))}
            {nameY !== null && (
              <text className="plot-name" x={EDGE} y={nameY + 4}>
                {series[index]!.name}
              </text>
            )}
          </g>
        );
      })}
    </PlotFrame>
  );
}
