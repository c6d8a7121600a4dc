import { json } from '../http-types.ts';
import type { Call, Reply } from '../http-types.ts';
import { collection, readPaging } from '../listing.ts';
import { toldItems } from '../plants/told-settlement.ts';
import { RazorpayError } from '../razorpay-errors.ts';
import type { World } from '../world.ts';
import type { ReconItem } from './entities.ts';
import { daysOf } from './india-days.ts';

const MAX_COUNT = 1000;

/** One page of what was settled on a day in India, or in a month: by settlement, in the order they were made, then in the order it was taken. */
export function reconcile(world: World, { query }: Call): Reply {
  const days = readDays(query);
  const { count, skip } = readPaging(query, MAX_COUNT);
  const items: ReconItem[] = [];
  let passed = 0;
  for (const item of itemsOf(world, days)) {
    if (passed++ < skip) continue;
    items.push(item());
    if (items.length === count) break;
  }
  return json(collection(items));
}

/** Each made only when it is on the page. */
function* itemsOf(world: World, days: number[]): Generator<() => ReconItem> {
  for (const day of days) {
    const settlements = world.store.settlements.withKey(String(day)).toSorted((one, other) => one.created_at - other.created_at);
    for (const settlement of settlements) yield* toldItems(world, settlement);
  }
}

function readDays(query: URLSearchParams): number[] {
  const [year, month, day] = [requireText(query, 'year'), requireText(query, 'month'), query.get('day') || null];
  if (!/^\d{4}$/.test(year)) throw new RazorpayError('The year must be 4 digits.', { field: 'year' });
  if (!/^(0?[1-9]|1[0-2])$/.test(month)) throw new RazorpayError('The month is not a valid month.', { field: 'month' });
  if (day !== null && !/^\d{1,2}$/.test(day)) throw new RazorpayError('The day must be between 1 and 2 digits.', { field: 'day' });
  if (day !== null && (Number(day) < 1 || Number(day) > 31)) throw new RazorpayError('The day is not a valid day.', { field: 'day' });
  return daysOf(Number(year), Number(month), day === null ? null : Number(day));
}

function requireText(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw new RazorpayError(`The ${name} field is required.`, { field: name });
  return value;
}
