import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '../fixtures.ts';

/**
 * What pages are drawn in: fonts of our own, so that the machine's do not decide whether a page is whole. DejaVu Sans is
 * as wide as system fonts get; Arimo has the widths of Liberation Sans and Arial.
 */
export const LOOKS = {
  'DejaVu Sans': { font: 'Wide', textPercent: 100 },
  'Liberation Sans': { font: 'Narrow', textPercent: 100 },
  'text at 200 %': { font: 'Narrow', textPercent: 200 },
} as const;
export type Look = keyof typeof LOOKS;

const FACES = [
  face('Wide', 400, 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  face('Wide', 700, 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ...[400, 700].flatMap((weight) => [
    face('Narrow', weight, `@fontsource/arimo/files/arimo-latin-${weight}-normal.woff2`),
    face('Narrow Rupee', weight, `@fontsource/arimo/files/arimo-latin-ext-${weight}-normal.woff2`),
    face('Tamil', weight, `@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-${weight}-normal.woff2`),
  ]),
];
const RULES = Object.entries({ Wide: "'Wide', 'Tamil'", Narrow: "'Narrow', 'Narrow Rupee', 'Tamil'" }).map(
  ([font, families]) => `:root[data-font='${font}'] * { font-family: ${families}, sans-serif !important; }`,
);
const SHEET = [...FACES, ...RULES].join('\n');

function face(family: string, weight: number, file: string): string {
  const data = readFileSync(fileURLToPath(import.meta.resolve(file))).toString('base64');
  return `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/${file.split('.').at(-1)};base64,${data}); }`;
}

/** Loads the fonts into the page that is open; the context must let it (`bypassCSP`). */
export async function bringFonts(page: Page): Promise<void> {
  await page.evaluate(async (rules) => {
    const style = document.createElement('style');
    style.textContent = rules;
    document.head.append(style);
    await Promise.all([...document.fonts].map((one) => one.load()));
  }, SHEET);
}
