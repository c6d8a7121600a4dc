import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const darkStart = css.indexOf('@media');

function colours(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]));
}

const light = colours(css.slice(0, darkStart));
const dark = colours(css.slice(darkStart));

/** WCAG 2.2: relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter! + 0.05) / (darker! + 0.05);
}

const surfaces = ['canvas', 'surface', 'tint'];
const tones = ['accent-soft', 'success-soft', 'warning-soft', 'danger-soft'];

/** Text over background: 4.5 (WCAG 1.4.3). */
const texts: [string, string][] = [
  ...['ink', 'muted', 'faint', 'accent', 'accent-strong', 'success', 'danger', 'danger-strong'].flatMap((text) =>
    surfaces.map((surface): [string, string] => [text, surface]),
  ),
  ...tones.map((tone): [string, string] => ['ink', tone]),
  ...tones.map((tone): [string, string] => ['accent', tone]),
  ...['muted', 'accent-strong'].map((text): [string, string] => [text, 'accent-soft']),
  ['muted', 'warning-soft'],
  ['success', 'success-soft'],
  ['success', 'warning-soft'],
  ['warning', 'warning-soft'],
  ['danger', 'danger-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['canvas', 'ink'],
];

/** Edges of controls, focus rings, bars and icons: 3 (WCAG 1.4.11). */
const edges: [string, string][] = [
  ...['line-strong', 'focus', 'accent', 'danger', 'warning'].flatMap((edge) =>
    surfaces.map((surface): [string, string] => [edge, surface]),
  ),
  ['accent', 'line'],
  ['warning', 'line'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('contrast in the %s', (_scheme, palette) => {
  const of = (name: string) => {
    const hex = palette.get(name);
    if (!hex) throw new Error(`no colour ${name}`);
    return hex;
  };

  it.each(texts)('%s can be read on %s', (text, background) => {
    expect(contrast(of(text), of(background))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('%s can be seen on %s', (edge, background) => {
    expect(contrast(of(edge), of(background))).toBeGreaterThanOrEqual(3);
  });
});

it('names the same colours in the dark as in the light', () => {
  expect([...dark.keys()].sort()).toEqual([...light.keys()].sort());
});
