import { spawn } from 'node:child_process';
import { addDays, instantOf, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { createGateway, RECON_PAGE } from '#app/razorpay/gateway.server.ts';
import { openDatabase } from '#db/client.ts';
import { insertRows } from '#db/insert-rows.ts';
import { migrateBusiness } from '#db/migrate.ts';
import { newId } from '#db/new-id.ts';
import { recreateMysqlDatabase } from '#db/servers/mysql.ts';
import { createEmulatorAdmin, type PaidOrder } from '../razorpay-emulator/admin-client.ts';
import type { BenchWorld } from './bench-world.ts';
import { judged, observed, type Finding } from './measure.ts';
import { plain } from './statistics.ts';

const SIZES = [10_000, 100_000] as const;
/** Far from every day that the seed has lived. */
const DAYS_AGO = { 10_000: 200, 100_000: 230 } as const;
const EMPTY_DAY = '2020-01-01' as LocalDate;
const IMPORTED_AT_ONCE = 1_000;
const SETTLED_AFTER_DAYS = 2;
const AMOUNT_PAISE = 79_900;
const FEE_PAISE = 1_886;
const TAX_PAISE = 288;
const MEMORY_MAX_MB = 256;
/** Of a line's cost at a hundred thousand lines against that at ten thousand; 1 is linear. */
const GROWTH_MAX = 1.2;

/** Closing a day of ten and of a hundred thousand payments, against reading the same pages and doing nothing with them. */
export async function measureReconcile(world: BenchWorld): Promise<Finding[]> {
  const { env, emulatorOrigin } = world.surroundings;
  const url = await recreateMysqlDatabase(env.DATABASE_URL!, 'onevisit_reconcile');
  const today = localDateOf(new Date(), BOOKS_ZONE);
  const dayOf = (size: (typeof SIZES)[number]) => addDays(today, -DAYS_AGO[size]);
  const close = (day: LocalDate) => closeDay({ ...env, DATABASE_URL: url }, day);
  await fill(url, emulatorOrigin, SIZES.map((size) => ({ size, day: addDays(dayOf(size), -SETTLED_AFTER_DAYS) })));
  const idle = await close(EMPTY_DAY);
  const findings: Finding[] = [];
  const secondsPerLine: number[] = [];
  for (const size of SIZES) {
    const bareSeconds = await readOnly(env, dayOf(size));
    const done = await close(dayOf(size));
    if (done.last !== `1 days, ${size} transactions, 0 discrepancies, 0 unexplained paise`) throw new Error(`the day of ${size} ended with: ${done.last}`);
    const seconds = done.seconds - idle.seconds;
    const aboveIdleMb = (done.peakKb - idle.peakKb) / 1024;
    secondsPerLine.push(seconds / size);
    console.log(`    ${plain(size)} lines: ${plain(seconds, 1)} s, ${plain(aboveIdleMb)} MB above idle`);
    findings.push(
      observed(`close a day of ${plain(size)} payments`, `${plain(seconds, 1)} s, ${plain(size / seconds)}/s`, { limit: `${plain(bareSeconds, 1)} s to read it`, ratio: plain(seconds / bareSeconds, 1) }),
      observed(`  memory above idle (${plain(idle.peakKb / 1024)} MB)`, `${plain(aboveIdleMb)} MB`, { target: `≤ ${MEMORY_MAX_MB} MB`, verdict: judged(aboveIdleMb <= MEMORY_MAX_MB) }),
    );
  }
  const growth = secondsPerLine[1]! / secondsPerLine[0]!;
  findings.push(observed('  time per line, 100,000 against 10,000', plain(growth, 2), { target: `≤ ${GROWTH_MAX}`, verdict: judged(growth <= GROWTH_MAX) }));
  return findings;
}

/** Captures that both books have: ours written as the ledger has them, theirs imported with the same ids. */
async function fill(url: string, emulatorOrigin: string, days: readonly { size: number; day: LocalDate }[]): Promise<void> {
  const db = openDatabase(url, { connections: 1 });
  const emulator = createEmulatorAdmin(emulatorOrigin);
  try {
    await migrateBusiness(db);
    for (const { size, day } of days) {
      const at = instantOf(day, 720, BOOKS_ZONE);
      for (let done = 0; done < size; done += IMPORTED_AT_ONCE) {
        const ids = Array.from({ length: Math.min(IMPORTED_AT_ONCE, size - done) }, () => newId());
        const orders = ids.map((id): PaidOrder => ({
          order_id: `order_${id.slice(0, 14)}`, payment_id: `pay_${id.slice(0, 14)}`, receipt: id, amount: AMOUNT_PAISE, fee: FEE_PAISE, tax: TAX_PAISE, method: 'upi', created_at: at.getTime() / 1_000,
        }));
        await emulator.importPaid(orders);
        await db.transaction().execute(async (trx) => {
          await insertRows(trx, 'ledger_posting', orders.map((order) => ({ id: order.receipt, event: 'payment_captured' as const, source_id: order.payment_id, occurred_at: at })));
          await insertRows(trx, 'ledger_entry', orders.flatMap((order) => entriesOf(order.receipt)));
        });
      }
      console.log(`    ${plain(size)} payments in both books`);
    }
  } finally {
    await db.destroy();
  }
}

function entriesOf(postingId: string) {
  const lines = [['razorpay_balance', AMOUNT_PAISE], ['customer_deposits', -AMOUNT_PAISE], ['gateway_fees', FEE_PAISE - TAX_PAISE], ['gateway_fee_tax', TAX_PAISE], ['razorpay_balance', -FEE_PAISE]] as const;
  const nobody = { master_booking_id: null, individual_booking_id: null, refund_id: null, payout_id: null, provider_id: null };
  return lines.map(([account, amount_paise], index) => ({ posting_id: postingId, line: index + 1, account, amount_paise, ...nobody }));
}

interface Closed {
  readonly seconds: number;
  readonly peakKb: number;
  readonly last: string;
}

/** The very command, as a process of its own. */
async function closeDay(env: Record<string, string>, day: LocalDate): Promise<Closed> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', './e2e/bench/tell-peak.ts', 'jobs/reconcile.ts', '--day', day], { env: { ...process.env, ...env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray() as Promise<string[]>);
  const [stdout, stderr] = [(await out!).join(''), (await err!).join('')];
  const peak = /peak kilobytes: (\d+)/.exec(stderr);
  if (!peak) throw new Error(`npm run reconcile ended early: ${stderr}`);
  return { seconds: (performance.now() - startedMs) / 1_000, peakKb: Number(peak[1]), last: stdout.trim().split('\n').at(-1)! };
}

/** The limit: the same pages of the same three listings, read one after the other. */
async function readOnly(env: Record<string, string>, day: LocalDate): Promise<number> {
  const gateway = createGateway({ RAZORPAY_API_ORIGIN: env.RAZORPAY_API_ORIGIN!, RAZORPAY_KEY_ID: env.RAZORPAY_KEY_ID!, RAZORPAY_KEY_SECRET: env.RAZORPAY_KEY_SECRET! });
  const startedMs = performance.now();
  for (const listing of [day, addDays(day, -1), addDays(day, 1)]) {
    for (let skip = 0; ; skip += RECON_PAGE) {
      const page = await gateway.fetchReconPage({ day: listing, skip });
      if (page.kind !== 'accepted') throw new Error(`a page of settlements was ${page.kind}`);
      if (page.value.length < RECON_PAGE) break;
    }
  }
  return (performance.now() - startedMs) / 1_000;
}
