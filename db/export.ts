import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from './client.ts';
import { EXPORT_NAMES, isExportName, readExport, type ExportName } from './exports/exports.ts';
import { spanOfDays, type ExportSpan } from './exports/export-span.ts';
import { requireDatabaseUrl } from './exports/running-demo.ts';
import { EXPORT_FORMATS, writeLines, type ExportFormat } from './exports/write-lines.ts';

/**
 * `npm run --silent export -- NAME [--from DATE] [--to DATE] [--format jsonl|csv]` writes the lines of an export to
 * standard output. Days are those of Asia/Kolkata, both included, by the line's own instant: bookings when they were
 * made, payments when their order was, refunds when they were requested, payouts when they were earned, ledger when it
 * was posted, discrepancies when they were opened.
 */
interface Order {
  readonly name: ExportName;
  readonly span: ExportSpan;
  readonly format: ExportFormat;
}

function readOrder(): Order {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, to: { type: 'string' }, format: { type: 'string', default: 'jsonl' } },
  });
  const [name] = positionals;
  if (!isExportName(name)) throw new Error(`Say what to export: ${EXPORT_NAMES.join(', ')}.`);
  const format = EXPORT_FORMATS.find((each) => each === values.format);
  if (!format) throw new Error(`--format takes one of: ${EXPORT_FORMATS.join(', ')}.`);
  return { name, format, span: spanOfDays(values) };
}

async function main(): Promise<void> {
  const { name, span, format } = readOrder();
  const db = openDatabase(requireDatabaseUrl(), { connections: 1 });
  try {
    await pipeline(Readable.from(writeLines(readExport(db, name, span), name, format)), process.stdout, { end: false });
  } finally {
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
  const enough = error instanceof Error && 'code' in error && error.code === 'EPIPE';
  if (!enough) {
    process.stderr.write(`${error instanceof Error ? error.message || String(error) : String(error)}\n`);
    process.exitCode = 1;
  }
}
