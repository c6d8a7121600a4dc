/** One line per finished step with its seconds, so that a slow start explains itself. */
export async function step<T>(name: string, work: () => Promise<T>, detail?: (result: T) => string): Promise<T> {
  const started = performance.now();
  try {
    const result = await work();
    line('✓', name, detail?.(result) ?? '', started);
    return result;
  } catch (error) {
    line('✗', name, 'failed', started);
    throw error;
  }
}

export function line(mark: string, name: string, detail: string, started: number): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  // A progress bar may stand there, and is drawn anew below.
  const clear = process.stdout.isTTY ? '\r\u001B[K' : '';
  console.log(`${clear}${mark} ${seconds} s  ${name.padEnd(12)} ${detail}`.trimEnd());
}

export function table(rows: Record<string, string>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const format = (cells: string[]) => `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd();
  return [format(columns), format(widths.map((width) => '─'.repeat(width))), ...rows.map((row) => format(columns.map((column) => row[column] ?? '')))].join('\n');
}
