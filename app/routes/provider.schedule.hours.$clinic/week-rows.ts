import { SPANS_PER_DAY_MAX } from '#app/domain/schedule-bounds.ts';
import { clockOf, WEEK, type WeeklySpan } from '#app/domain/weekly-hours.ts';

/** A clinic's day has a morning and an evening; one row more than it uses is always free. */
const ROWS_SHOWN_MIN = 2;
/** Rows that are read of each day; more than are shown, should somebody have stored more. */
export const ROWS_READ_MAX = SPANS_PER_DAY_MAX + 4;

/** One span as it is typed. */
export interface SpanRow {
  /** `1-0`: the weekday and the row's number, in the names of its fields. */
  key: string;
  start: string;
  end: string;
  seats: string;
}

export interface DayRows {
  weekday: number;
  rows: SpanRow[];
}

/** The week as rows to type in: as it is stored, or as it was typed before it was refused. */
export function rowsOfWeek(spans: readonly WeeklySpan[], typed: Readonly<Record<string, string>> | undefined): DayRows[] {
  return WEEK.map((weekday) => {
    const filled = typed ? typedRows(weekday, typed) : spans.filter((span) => span.weekday === weekday).map(asTyped);
    const shown = Math.max(filled.length, Math.min(Math.max(filled.length + 1, ROWS_SHOWN_MIN), SPANS_PER_DAY_MAX));
    const rows = Array.from({ length: shown }, (_, row) => ({ start: '', end: '', seats: '', ...filled[row], key: `${weekday}-${row}` }));
    return { weekday, rows };
  });
}

function typedRows(weekday: number, typed: Readonly<Record<string, string>>) {
  const rows = Array.from({ length: ROWS_READ_MAX }, (_, row) => {
    const of = (field: string) => typed[`${field}-${weekday}-${row}`] ?? '';
    return { start: of('start'), end: of('end'), seats: of('seats') };
  });
  return rows.slice(0, rows.findLastIndex(({ start, end, seats }) => start !== '' || end !== '' || seats !== '') + 1);
}

function asTyped({ startMinute, endMinute, capacity }: WeeklySpan) {
  return { start: clockOf(startMinute), end: clockOf(endMinute), seats: String(capacity) };
}
