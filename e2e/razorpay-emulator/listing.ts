import { RazorpayError } from './razorpay-errors.ts';

const DEFAULT_COUNT = 10;
const MAX_COUNT = 100;
const EARLIEST = 946_684_800;
const LATEST = 4_765_046_400;

type Listed = { created_at: number };
type Collection = { entity: 'collection'; count: number; items: unknown[] };

export function collection(items: unknown[]): Collection {
  return { entity: 'collection', count: items.length, items };
}

/** One page of rows already in order, newest first; `count`, `skip`, `from`, `to` as everywhere in the API. */
export function pageOf<T extends Listed>(rows: Iterable<T>, query: URLSearchParams, view: (row: T) => unknown): Collection {
  const { count, skip } = readPaging(query, MAX_COUNT);
  const from = readTime(query, 'from', 0);
  const to = readTime(query, 'to', Number.MAX_SAFE_INTEGER);

  const items: unknown[] = [];
  let passed = 0;
  for (const row of rows) {
    if (row.created_at < from || row.created_at > to) continue;
    if (passed++ < skip) continue;
    items.push(view(row));
    if (items.length === count) break;
  }
  return collection(items);
}

export function readPaging(query: URLSearchParams, maxCount: number): { count: number; skip: number } {
  const count = readWhole(query, 'count', DEFAULT_COUNT);
  if (count > maxCount) throw new RazorpayError(`The count may not be greater than ${maxCount}.`);
  if (count < 1) throw new RazorpayError('The count must be at least 1.');
  const skip = readWhole(query, 'skip', 0);
  if (skip < 0) throw new RazorpayError('The skip must be at least 0.');
  return { count, skip };
}

function readWhole(query: URLSearchParams, name: string, otherwise: number): number {
  const value = query.get(name);
  if (value === null || value === '') return otherwise;
  if (!/^-?\d+$/.test(value)) throw new RazorpayError(`The ${name} must be an integer`);
  return Number(value);
}

function readTime(query: URLSearchParams, name: string, otherwise: number): number {
  const value = readWhole(query, name, otherwise);
  if (value !== otherwise && (value < EARLIEST || value > LATEST)) throw new RazorpayError(`${name} must be between ${EARLIEST} and ${LATEST}`);
  return value;
}
