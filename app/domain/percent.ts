import { bps, type Bps } from './money.ts';

const HUNDRED_BPS = 10_000;

/** `12.5`, `12.5 %` → 1 250 basis points, digit by digit; null when it is no share of a whole. */
export function parsePercent(typed: string): Bps | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(typed.trim());
  if (!match) return null;
  const share = Number(match[1]! + (match[2] ?? '').padEnd(2, '0'));
  return share > HUNDRED_BPS ? null : bps(share);
}

/** `1250` → `12.5%`. */
export function formatPercent(share: number): string {
  return `${share / 100}%`;
}
