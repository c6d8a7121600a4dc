import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { barGeometry } from './bar-geometry.ts';
import { BarPlot } from './bar-plot.tsx';
import { lineGeometry, type Value } from './line-geometry.ts';
import { LinePlot } from './line-plot.tsx';
import { EDGE, FLOOR, PLOT } from './plot-box.ts';

const text = { id: 'p', title: 'Money', desc: 'What came', format: (value: number) => `₹${value}` };
const days = (many: number) => Array.from({ length: many }, (_, index) => `${index + 1} Nov`);

const CASES: Record<string, Value[]> = {
  'no value': [],
  'one value': [500],
  'one day without a value': [null],
  'nothing but zeros': [0, 0, 0],
  'nothing but gaps': [null, null],
  'a gap between values': [100, null, 300],
  'money that came back': [300, -200, 0],
  'equal values': [700, 700, 700],
};

describe.each(Object.entries(CASES))('with %s', (_case, values) => {
  it('lines and bars are drawn inside of the box and have no NaN', () => {
    const html = renderToStaticMarkup(
      <>
        <LinePlot {...text} empty="Nothing yet" days={days(values.length)} series={[{ name: 'In', values }, { name: 'Out', values }]} />
        <BarPlot {...text} days={days(values.length)} name="Open" values={values} missing="open" />
      </>,
    );
    expect(html.includes('Nothing yet')).toBe(values.every((value) => value === null));
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    const { lines, ticks, xs } = lineGeometry([values]);
    const { bars } = barGeometry(values);
    expect(xs).toHaveLength(values.length);
    expect(lines[0]!.points).toHaveLength(values.filter((value) => value !== null).length);
    expect(bars).toHaveLength(values.length);
    const across = [...xs, ...bars.map((bar) => bar.x), ...bars.map((bar) => bar.x + bar.width)];
    for (const x of across) expect(x >= PLOT.left && x <= EDGE + 0.1).toBe(true);
    const heights = [...lines[0]!.points.map((point) => point.y), ...ticks.map((tick) => tick.y), ...bars.map((bar) => bar.y), ...bars.map((bar) => bar.y + bar.height)];
    for (const y of heights) expect(y >= PLOT.top - 0.1 && y <= FLOOR + 0.1).toBe(true);
  });
});

it('zeros lie on the floor, whose line is the only one', () => {
  const { lines, ticks } = lineGeometry([[0, 0, 0]]);
  expect(lines[0]!.points.map((point) => point.y)).toEqual([FLOOR, FLOOR, FLOOR]);
  expect(ticks).toEqual([{ value: 0, y: FLOOR }]);
  expect(barGeometry([0]).bars[0]).toMatchObject({ y: FLOOR, height: 0 });
});

it('a gap parts the line, and its day keeps its place', () => {
  const { lines, xs } = lineGeometry([[1, null, 3, 4]]);
  expect(lines[0]!.path.match(/M/g)).toHaveLength(2);
  expect(lines[0]!.points.map((point) => point.x)).toEqual([xs[0], xs[2], xs[3]]);
});

it('names of lines that end together stand apart and above the floor', () => {
  const { lines } = lineGeometry([[5, 0], [9, 0], [100, 0]]);
  const names = lines.map((each) => each.nameY!);
  expect(new Set(names).size).toBe(3);
  for (const [index, y] of names.toSorted((a, b) => a - b).entries()) {
    expect(y).toBeLessThanOrEqual(FLOOR);
    if (index > 0) expect(y - names.toSorted((a, b) => a - b)[index - 1]!).toBeGreaterThanOrEqual(12);
  }
});

it('says in words and numbers what it draws, and tells lines apart without colour', () => {
  const html = renderToStaticMarkup(<LinePlot {...text} empty="Nothing yet" days={days(2)} series={['In', 'Back', 'Out'].map((name, index) => ({ name, values: [index, index + 1] }))} />);
  expect(html).toContain('role="img" aria-labelledby="p-title p-desc"');
  expect(html).toContain('<desc id="p-desc">What came</desc>');
  expect(html).toMatch(/<details>.*<table.*₹3.*<\/details>/s);
  expect(html.match(/<path class="plot-line[^>]*>/g)!.map((path) => /stroke-dasharray="([^"]*)"/.exec(path)?.[1])).toEqual([undefined, '6 3', '2 3']);
  expect(new Set(html.match(/<path class="plot-mark[^>]* d="[^"]*"/g)!.map((path) => /d="([^"]*)"/.exec(path)![1])).size).toBe(3);
});
