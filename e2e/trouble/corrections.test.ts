import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { addDays, DAY_MINUTES, localDateOf, minutesAfter } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { acceptTheirs, escalateDiscrepancy, ignoreDiscrepancy } from '#app/use-cases/resolve-discrepancy.server.ts';
import { bookSettlement } from '#app/use-cases/book-settlement.server.ts';
import { hearOfPayout } from '#app/use-cases/hear-of-payout.server.ts';
import { reconcileDay } from '#app/use-cases/reconcile-day.server.ts';
import type { GatewaySettlement } from '#app/razorpay/settlement-entities.ts';
import { withDayLock } from '#db/day-lock.ts';
import type { TroubleWorld } from './open-world.ts';
import { closeAll, DAYS, FIRST_DAY, goTo, livedFortnight, openDiscrepancies } from './reconcile-world.ts';

let world: TroubleWorld;
const planted: string[] = [];
beforeAll(async () => {
  world = await livedFortnight(8, 2);
});
afterEach(async () => {
  for (const id of planted.splice(0)) await world.emulator.admin.unplant(id);
});
afterAll(() => world.close());

const NEVER = new Date('2026-10-01T06:30:00Z');
const order = (discrepancyId: string, by: 'kavita' | 'rohan' = 'kavita', now = minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES)) => ({ discrepancyId, adminId: world.seeded.logins[by].id, reason: 'Razorpay confirmed it in writing', now });
const balanceOf = async (account: string) => (await world.db.selectFrom('ledger_entry').select('amount_paise').where('account', '=', account).execute()).reduce((sum, entry) => sum + entry.amount_paise, 0);
const rowOf = (id: string) => world.db.selectFrom('discrepancy').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function plant(fault: Parameters<TroubleWorld['emulator']['admin']['plant']>[0]): Promise<string> {
  const { id } = await world.emulator.admin.plant(fault);
  planted.push(id);
  return id;
}

async function found(subjectId: string) {
  await closeAll(world);
  return (await openDiscrepancies(world)).find((each) => each.subject_id === subjectId);
}

it('a correction is carried on when Razorpay’s word changes again, and taken back when it comes true', async () => {
  const id = await plant({ kind: 'payment_amount_over', paise: 100 });
  const row = (await found(id))!;
  expect((await acceptTheirs(world.db, order(row.id))).ok).toBe(true);
  await world.emulator.admin.unplant(id);
  await world.emulator.admin.plant({ kind: 'payment_amount_over', id, paise: 300 });
  expect(await found(id)).toMatchObject({ id: row.id, effect_paise: 200, actual_paise: row.actual_paise! + 200 });
  expect((await acceptTheirs(world.db, order(row.id))).ok).toBe(true);
  expect(await balanceOf('reconciliation_differences')).toBe(-300);
  expect(await found(id)).toBeUndefined();

  await world.emulator.admin.unplant(planted.pop()!);
  await closeAll(world);
  expect([await balanceOf('reconciliation_differences'), (await rowOf(row.id)).resolution]).toEqual([0, 'late_truth']);
  await closeAll(world);
  expect(await balanceOf('reconciliation_differences')).toBe(0);
});

it('a day is closed by one run at a time, and whoever comes meanwhile asks again', async () => {
  const day = addDays(localDateOf(FIRST_DAY, BOOKS_ZONE), 3);
  const now = minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES);
  await withDayLock(world.db, day, () => expect(reconcileDay(world, { day, now })).rejects.toThrow('is being closed by another run'));
  const id = await plant({ kind: 'payment_amount_over', paise: 700 });
  const row = (await found(id))!;
  await Promise.all(Array.from({ length: 4 }, () => reconcileDay(world, { day: row.day as never, now })));
  expect((await openDiscrepancies(world)).map((each) => each.subject_id)).toEqual([id]);
});

it('small corrections of one day count together, ignored ones too, and above the limit take another admin', async () => {
  for (let count = 0; count < 3; count += 1) await plant({ kind: 'payment_amount_over', paise: 200_000 });
  await closeAll(world);
  const rows = (await openDiscrepancies(world)).filter((each) => planted.includes(each.subject_id));
  expect((await acceptTheirs(world.db, order(rows[0]!.id, 'rohan'))).ok).toBe(true);
  expect((await ignoreDiscrepancy(world.db, order(rows[1]!.id, 'rohan'))).ok).toBe(true);
  for (const decide of [acceptTheirs, ignoreDiscrepancy]) expect(await decide(world.db, order(rows[2]!.id, 'rohan'))).toMatchObject({ ok: false, refusal: { code: 'needs_second_admin' } });
  expect((await escalateDiscrepancy(world.db, order(rows[2]!.id, 'rohan'))).ok).toBe(true);
  expect((await ignoreDiscrepancy(world.db, order(rows[2]!.id, 'kavita'))).ok).toBe(true);
});

it('money that we booked as back and that the statement does not have is found', async () => {
  const attempt = await world.db.selectFrom('payout_attempt').select(['gateway_payout_id', 'amount_paise']).where('status', '=', 'processed').orderBy('id').executeTakeFirstOrThrow();
  const gatewayPayoutId = attempt.gateway_payout_id!;
  const at = minutesAfter(FIRST_DAY, (DAYS - 1) * DAY_MINUTES);
  await goTo(world, at);
  await world.emulator.admin.settlePayout(gatewayPayoutId, 'reversed', 'beneficiary_bank_failure');
  await hearOfPayout(world, { gatewayPayoutId, toldStatus: 'reversed', now: at });
  await goTo(world, minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES));
  expect(await found(gatewayPayoutId)).toBeUndefined();
  await plant({ kind: 'statement_return_missing', id: gatewayPayoutId });
  expect(await found(gatewayPayoutId)).toMatchObject({ kind: 'status_differs', source: 'statement', actual_paise: 0 });
  await world.emulator.admin.unplant(planted.pop()!);
  expect(await found(gatewayPayoutId)).toBeUndefined();
});

it('a settlement that fails, or is mended, after it was booked leaves the bank with what it has', async () => {
  const told: GatewaySettlement = { id: 'setl_FailsTomorrow1', entity: 'settlement', amount: 100_000, status: 'processed', fees: 0, tax: 0, utr: null, created_at: NEVER.getTime() / 1_000 } as GatewaySettlement;
  const before = await balanceOf('bank');
  const now = world.now;
  for (const [change, paise] of [[{}, 100_000], [{ status: 'failed' }, 0], [{ status: 'failed' }, 0], [{ amount: 90_000 }, 90_000], [{}, 100_000]] as const) {
    await Promise.all([bookSettlement(world.db, { ...told, ...change } as GatewaySettlement, now), bookSettlement(world.db, { ...told, ...change } as GatewaySettlement, now)]);
    expect((await balanceOf('bank')) - before).toBe(paise);
  }
});
