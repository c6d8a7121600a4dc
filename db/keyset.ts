import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Where a row stands in a list that is read by time: by an instant, and by id where instants are equal. */
interface Place {
  readonly listed_at: Date;
  readonly id: string;
}

/** Which page is asked for: the one after (older than) a place, the one before it, or the first. */
export interface PageTurn {
  readonly after?: string | null;
  readonly before?: string | null;
}

/** Rows newest first; `newer` and `older` are the places to turn from, null where the list ends. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly newer: string | null;
  readonly older: string | null;
}

/** What a query needs to read one page: a condition, the direction to walk in, and one row more than is shown. */
export interface PageSpan {
  readonly within: RawBuilder<SqlBool>;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

interface Keys {
  /** The indexed column that rows carry as `listed_at`, and that of the id. */
  readonly columns: readonly [listedAt: string, id: string];
  readonly size: number;
  /** For lists of what waits: the longest first. Then `newer` leads back and `older` on, all the same. */
  readonly oldestFirst?: boolean;
}

const PLACE = /^(\d{1,13})-([0-9a-z]{20})$/;

/** `1795400000000-7k3m…`; anything else is no place, and the list begins at its beginning. */
function parsePlace(text: string | null | undefined): Place | null {
  const match = PLACE.exec(text ?? '');
  return match ? { listed_at: new Date(Number(match[1])), id: match[2]! } : null;
}

function formatPlace({ listed_at, id }: Place): string {
  return `${listed_at.getTime()}-${id}`;
}

/** The range on the indexed column stands alone in front, because row comparisons use no index. */
function condition([listedAt, id]: Keys['columns'], place: Place | null, older: boolean): RawBuilder<SqlBool> {
  if (!place) return sql<SqlBool>`true`;
  const [instant, key] = [sql.ref(listedAt), sql.ref(id)];
  return older
    ? sql<SqlBool>`${instant} <= ${place.listed_at} and (${instant} < ${place.listed_at} or ${key} < ${place.id})`
    : sql<SqlBool>`${instant} >= ${place.listed_at} and (${instant} > ${place.listed_at} or ${key} > ${place.id})`;
}

/** Reads one page by key, so that the hundredth costs what the first does and none shifts while rows arrive. */
export async function readPage<Row extends Place>(turn: PageTurn, keys: Keys, read: (span: PageSpan) => Promise<Row[]>): Promise<Page<Row>> {
  const before = parsePlace(turn.before);
  const after = before ? null : parsePlace(turn.after);
  const falling = (before === null) !== (keys.oldestFirst ?? false);
  const found = await read({
    within: condition(keys.columns, before ?? after, falling),
    direction: falling ? 'desc' : 'asc',
    limit: keys.size + 1,
  });
  const more = found.length > keys.size;
  const walked = found.slice(0, keys.size);
  const rows = before ? walked.toReversed() : walked;
  const turnAt = (row: Row | undefined) => (row ? formatPlace(row) : null);
  return {
    rows,
    newer: (before ? more : after !== null) ? turnAt(rows[0]) : null,
    older: (before ? true : more) ? turnAt(rows.at(-1)) : null,
  };
}
