import { sql } from 'kysely';
import type { LedgerAccount } from '#app/domain/ledger-entries.ts';
import type { Database } from './client.ts';

const ACCOUNTS = ['razorpay_balance', 'razorpayx_balance', 'customer_deposits', 'unallocated_receipts'] as const satisfies readonly LedgerAccount[];
type Account = (typeof ACCOUNTS)[number];
type Sums = Readonly<Record<Account, number>>;

export interface Balances {
  /** Held for us by Razorpay, by our books. */
  readonly razorpayPaise: number;
  readonly razorpayxPaise: number;
  /** Paid for services not given yet, and what came in without a visit. */
  readonly heldPaise: number;
}

const BASE_KEPT_MS = 5 * 60_000;
const bases = new WeakMap<Database, { readonly readAt: Date; readonly dayStart: Date; readonly sums: Promise<Sums> }>();

/**
 * The balances the desk shows, to the paisa. All of the ledger is summed at most every five minutes and process, up to
 * `dayStart`; what was posted since is summed each time, by its time.
 */
export async function readBalances(db: Database, { now, dayStart }: { readonly now: Date; readonly dayStart: Date }): Promise<Balances> {
  const [before, today] = await Promise.all([findBase(db, { now, dayStart }), sumSince(db, dayStart)]);
  const of = (account: Account) => before[account] + today[account];
  return { razorpayPaise: of('razorpay_balance'), razorpayxPaise: of('razorpayx_balance'), heldPaise: -(of('customer_deposits') + of('unallocated_receipts')) };
}

function findBase(db: Database, { now, dayStart }: { readonly now: Date; readonly dayStart: Date }): Promise<Sums> {
  const known = bases.get(db);
  const ageMs = known ? now.getTime() - known.readAt.getTime() : Infinity;
  if (known && known.dayStart.getTime() === dayStart.getTime() && ageMs >= 0 && ageMs < BASE_KEPT_MS) return known.sums;
  const sums = sumBefore(db, dayStart);
  bases.set(db, { readAt: now, dayStart, sums });
  sums.catch(() => bases.delete(db));
  return sums;
}

async function sumBefore(db: Database, dayStart: Date): Promise<Sums> {
  const rows = await postedBy(db).where('posting.occurred_at', '<', dayStart).execute();
  return byAccount(rows);
}

async function sumSince(db: Database, dayStart: Date): Promise<Sums> {
  // From today's postings to their entries, and not through all entries there ever were.
  const rows = await postedBy(db).modifyFront(sql`straight_join`).where('posting.occurred_at', '>=', dayStart).execute();
  return byAccount(rows);
}

function postedBy(db: Database) {
  return db
    .selectFrom('ledger_posting as posting')
    .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
    .select(['entry.account', sql<string>`sum(entry.amount_paise)`.as('paise')])
    .where('entry.account', 'in', ACCOUNTS)
    .groupBy('entry.account');
}

function byAccount(rows: readonly { readonly account: string; readonly paise: string }[]): Sums {
  const of = (account: Account) => Number(rows.find((row) => row.account === account)?.paise ?? 0);
  return { razorpay_balance: of('razorpay_balance'), razorpayx_balance: of('razorpayx_balance'), customer_deposits: of('customer_deposits'), unallocated_receipts: of('unallocated_receipts') };
}
