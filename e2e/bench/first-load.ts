import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { get, requireStatus } from './http-client.ts';

/** Bytes over the wire, compressed as the server compresses them. */
export interface FirstLoad {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  /** Icons, fonts, pictures. */
  readonly other: number;
}

interface Loaded {
  readonly text: string;
  readonly bytes: number;
  readonly type: string;
}

/** Everything that a browser with an empty cache fetches for one page: what the page names, and what that names in turn. */
export async function loadFirst(url: string, cookie?: string): Promise<FirstLoad> {
  const sizes = { html: 0, css: 0, js: 0, other: 0 };
  const page = await load(url, cookie);
  sizes.html = page.bytes;
  const waiting = referencesOfPage(page.text, url);
  const seen = new Set<string>();
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    if (seen.has(next)) continue;
    seen.add(next);
    const { text, bytes, type } = await load(next);
    const kind = type.includes('javascript') ? 'js' : type.includes('css') ? 'css' : 'other';
    sizes[kind] += bytes;
    if (kind === 'js') waiting.push(...matches(text, /(?:\bfrom|\bimport)\s*"([^"]+)"/g, next));
    if (kind === 'css') waiting.push(...matches(text, /url\(["']?([^"')]+)["']?\)/g, next).filter((found) => found.startsWith('http')));
  }
  return sizes;
}

function referencesOfPage(html: string, base: string): string[] {
  const links = [...html.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => /\brel="(stylesheet|modulepreload|preload|icon|manifest)"/.test(tag));
  return [
    ...links.flatMap((tag) => matches(tag, /\bhref="([^"]+)"/g, base)),
    ...matches(html, /<(?:script|img)\b[^>]*\bsrc="([^"]+)"/g, base),
    ...matches(html, /\bimport\s+(?:\*\s+as\s+\w+\s+from\s+)?"([^"]+)"/g, base),
  ];
}

function matches(text: string, pattern: RegExp, base: string): string[] {
  return [...text.matchAll(pattern)].map((match) => new URL(match[1]!.replaceAll('&amp;', '&'), base).href).filter((href) => href.startsWith(new URL(base).origin));
}

async function load(url: string, cookie?: string): Promise<Loaded> {
  const answer = requireStatus(await get(url, { 'accept-encoding': 'gzip', ...(cookie && { cookie }) }), 200, url);
  const encoding = answer.headers['content-encoding'];
  const plain = encoding === 'gzip' ? gunzipSync(answer.body) : encoding === 'br' ? brotliDecompressSync(answer.body) : answer.body;
  return { text: plain.toString(), bytes: answer.body.length, type: String(answer.headers['content-type']) };
}
