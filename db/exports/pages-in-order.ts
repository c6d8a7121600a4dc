import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ExportSpan } from './export-span.ts';

const ROWS_PER_PAGE = 500;

interface Place {
  readonly at: Date;
  readonly id: string;
}

/** What a query needs to read one page, oldest first: its condition and its size. */
export interface PageWish {
  readonly within: RawBuilder<SqlBool>;
  readonly limit: number;
}

/**
 * All rows of a span, oldest first, page by page by key: the memory of one page whatever the table's size, and no
 * result set left half read on a connection when a download is broken off.
 */
export async function* pagesInOrder<Row extends Place>(
  columns: { readonly at: string; readonly id: string },
  span: ExportSpan,
  read: (wish: PageWish) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  const [at, id] = [sql.ref(columns.at), sql.ref(columns.id)];
  const inSpan = [...(span.from ? [sql`${at} >= ${span.from}`] : []), ...(span.until ? [sql`${at} < ${span.until}`] : [])];
  let last: Place | undefined;
  do {
    // The range on the indexed column stands alone in front, because row comparisons use no index.
    const beyond: RawBuilder<unknown>[] = last ? [sql`${at} >= ${last.at} and (${at} > ${last.at} or ${id} > ${last.id})`] : [];
    const conditions = [...inSpan, ...beyond];
    const within = conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
    const rows = await read({ within, limit: ROWS_PER_PAGE });
    if (rows.length > 0) yield rows;
    last = rows.length === ROWS_PER_PAGE ? rows.at(-1) : undefined;
  } while (last);
}
