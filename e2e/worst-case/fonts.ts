import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

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

/** Family, letters and file; the latter in two weights, of which the page takes what it uses. */
const FILES = [
  ['Wide', 'U+0-2FFF', (weight: 400 | 700) => `dejavu-fonts-ttf/ttf/DejaVuSans${weight === 700 ? '-Bold' : ''}.ttf`],
  ['Narrow', 'U+0-FF, U+2000-206F', (weight: 400 | 700) => `@fontsource/arimo/files/arimo-latin-${weight}-normal.woff2`],
  ['Narrow', 'U+20A0-20C0, U+2212', (weight: 400 | 700) => `@fontsource/arimo/files/arimo-latin-ext-${weight}-normal.woff2`],
  ['Tamil', 'U+B80-BFF', (weight: 400 | 700) => `@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-${weight}-normal.woff2`],
] as const;

export interface FontServer {
  /** Rules for the page: `data-font` on its root says in what it is drawn. */
  readonly rules: string;
  close(): Promise<void>;
}

/** From an address, which the browser keeps; the same fonts inside each page's rules took longer than the page. */
export async function serveFonts(): Promise<FontServer> {
  const faces = FILES.flatMap(([family, range, fileOf]) => ([400, 700] as const).map((weight) => ({ family, range, weight, path: `/${fileOf(weight)}` })));
  const known = new Map(faces.map(({ path }) => [path, readFileSync(fileURLToPath(import.meta.resolve(path.slice(1))))]));
  const server = createServer((request, response) => {
    const font = known.get(request.url ?? '');
    response.writeHead(font ? 200 : 404, { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600, immutable' }).end(font);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const drawn = (['Wide', 'Narrow'] as const).map((font) => `:root[data-font='${font}'] * { font-family: '${font}', 'Tamil', sans-serif !important; }`);
  return {
    rules: [...faces.map(({ family, range, weight, path }) => `@font-face { font-family: '${family}'; font-weight: ${weight}; unicode-range: ${range}; src: url('${origin}${path}'); }`), ...drawn].join('\n'),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
