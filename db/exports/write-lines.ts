import { exportKind, type ExportLine, type ExportName } from './exports.ts';

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Lines are handed on in pieces of about this size: one write each would cost more than the reading. */
const PIECE_CHARACTERS = 32_768;

/** The text of an export, piece by piece: JSON lines, or CSV (RFC 4180) with a heading. */
export async function* writeLines(lines: AsyncIterable<ExportLine>, name: ExportName, format: ExportFormat): AsyncGenerator<string> {
  const { columns, rowsOf } = exportKind(name);
  let piece = format === 'csv' ? csvRow(columns.map(headingOf)) : '';
  for await (const line of lines) {
    if (format === 'jsonl') piece += `${JSON.stringify(line)}\n`;
    else for (const row of rowsIn(line, rowsOf)) piece += csvRow(columns.map((column) => row[column]));
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** `lines.status` would clash with the visit's own once the list is gone from its name: `lineStatus`. */
function headingOf(column: string): string {
  return column.replace(/^(\w+)s\.(.)/, (_, one: string, first: string) => `${one}${first.toUpperCase()}`);
}

function rowsIn(line: ExportLine, rowsOf: string | undefined): ExportLine[] {
  if (rowsOf === undefined) return [line];
  const list = line[rowsOf] as readonly ExportLine[];
  // A payout without an attempt is a row all the same.
  if (list.length === 0) return [line];
  return list.map((own) => ({
    ...line,
    ...Object.fromEntries(Object.entries(own).map(([key, value]) => [`${rowsOf}.${key}`, value])),
  }));
}

function csvRow(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; amounts are numbers and stay as they are. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value.replace(/^[=+\-@\t\r]/, "'$&") : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
