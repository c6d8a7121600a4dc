import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import { createGateway } from '#app/razorpay/gateway.server.ts';
import { createPayoutGateway } from '#app/razorpay/payout-gateway.server.ts';
import { listBookedDays, reconcileDay } from '#app/use-cases/reconcile-day.server.ts';
import { openDatabase, type Database } from '#db/client.ts';
import { findRunningDemo } from '#db/exports/running-demo.ts';
import { createSeal } from '#db/sealed-text.ts';

/**
 * `npm run reconcile -- --day YYYY-MM-DD` or `-- --all`: closes days of India as the cron does. The last line is
 * `N days, T transactions, D discrepancies, U unexplained paise`; the exit code is 1 when anything is open.
 */
const needed = z.object({
  DATABASE_URL: z.url(),
  RAZORPAY_API_ORIGIN: z.url().default('https://api.razorpay.com'),
  RAZORPAY_KEY_ID: z.string(),
  RAZORPAY_KEY_SECRET: z.string(),
  RAZORPAYX_ACCOUNT_NUMBER: z.string(),
  RAZORPAYX_KEY_ID: z.string().optional(),
  RAZORPAYX_KEY_SECRET: z.string().optional(),
  BANK_DATA_KEYS: z.string(),
});

function readWish(): { day: LocalDate | null } {
  const { values } = parseArgs({ options: { day: { type: 'string' }, all: { type: 'boolean', default: false } } });
  if (values.all === (values.day !== undefined)) throw new Error('Say which days: --day YYYY-MM-DD, or --all.');
  if (values.all) return { day: null };
  const day = parseLocalDate(values.day ?? '');
  if (!day) throw new Error(`${values.day} is not a day; write it like 2026-11-24.`);
  return { day };
}

async function main(): Promise<void> {
  const wish = readWish();
  const settings = needed.safeParse(process.env.DATABASE_URL ? process.env : findRunningDemo());
  if (!settings.success) throw new Error('`npm run demo` is not running here, and the environment does not name a database, Razorpay’s keys, the RazorpayX account and BANK_DATA_KEYS.');
  const db = openDatabase(settings.data.DATABASE_URL, { connections: 4 });
  const world = { db, gateway: createGateway(settings.data), payoutGateway: createPayoutGateway(settings.data), seal: createSeal(settings.data.BANK_DATA_KEYS) };
  try {
    process.exitCode = (await closeDays(world, wish.day === null ? await listBookedDays(db, new Date()) : [wish.day])) ? 0 : 1;
  } finally {
    await db.destroy();
  }
}

type World = Parameters<typeof reconcileDay>[0] & { readonly db: Database };

async function closeDays(world: World, days: readonly LocalDate[]): Promise<boolean> {
  const sum = { transactions: 0, discrepancies: 0, unexplainedPaise: 0 };
  for (const [index, day] of days.entries()) {
    let seen = 0;
    const tell = (more: number) => {
      seen += more;
      if (process.stdout.isTTY) process.stdout.write(`\r${day}  ${seen} …`);
    };
    const closed = await reconcileDay(world, { day, now: new Date(), progress: tell });
    sum.transactions += closed.transactions;
    sum.discrepancies += closed.discrepancies;
    sum.unexplainedPaise += closed.unexplainedPaise;
    process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}${day}  ${closed.transactions} transactions, ${closed.discrepancies} discrepancies  (${index + 1} of ${days.length})\n`);
  }
  process.stdout.write(`${days.length} days, ${sum.transactions} transactions, ${sum.discrepancies} discrepancies, ${sum.unexplainedPaise} unexplained paise\n`);
  return sum.discrepancies === 0 && sum.unexplainedPaise === 0;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
