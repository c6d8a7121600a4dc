/** The value that `share` of all values do not exceed: 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

/** Median of the rounds with the least and the most: `412 [380–450]`. */
export function spread(values: readonly number[], digits = 0): string {
  return `${plain(percentile(values, 0.5), digits)} [${plain(Math.min(...values), digits)}–${plain(Math.max(...values), digits)}]`;
}

export function plain(value: number, digits = 0): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function p50AndP99(milliseconds: readonly number[]): string {
  return `${plain(percentile(milliseconds, 0.5), 1)} / ${plain(percentile(milliseconds, 0.99), 1)} ms`;
}
