import type { Database } from '#db/client.ts';
import { csvDownload, csvLine } from './csv-download.server.ts';

/** Rows read at once, whatever a page shows: the memory of a download, however long the list is. */
const ROWS_AT_ONCE = 500;

/** The heading of a column and a row's value: amounts are integers under `…_paise`, a Date becomes ISO 8601 in UTC. */
export type CsvColumn<Row> = readonly [heading: string, value: (row: Row) => string | number | boolean | Date | null | undefined];

/** One page of a list, read as its screen reads it. */
export type ReadPage<Row> = (turn: { readonly after: string | null }, size: number) => Promise<{ readonly rows: readonly Row[]; readonly older: string | null }>;

interface CsvList<Row> {
  readonly name: string;
  /** For the audit log: under which filters it was taken home. */
  readonly filters: Readonly<Record<string, unknown>>;
  readonly columns: readonly CsvColumn<Row>[];
  /** The tables of the screen, one below the other. */
  readonly tables: readonly ReadPage<Row>[];
}

/** Every row of a list under its filters, all pages of it, streamed as fast as it is read and no faster. */
export async function listCsv<Row>(db: Database, who: { readonly request: Request; readonly adminId: string; readonly now: Date }, list: CsvList<Row>): Promise<Response> {
  return csvDownload(db, { ...who, name: list.name, filters: list.filters }, lines(list));
}

async function* lines<Row>({ columns, tables }: CsvList<Row>): AsyncGenerator<string> {
  yield csvLine(columns.map(([heading]) => heading));
  for (const readPage of tables) {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<ReadPage<Row>>> = await readPage({ after }, ROWS_AT_ONCE);
      yield page.rows.map((row) => csvLine(columns.map(([, value]) => cell(value(row))))).join('');
      after = page.older;
    } while (after !== null);
  }
}

function cell(value: ReturnType<CsvColumn<never>[1]>) {
  return value instanceof Date ? value.toISOString() : value;
}
