import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptTheirs, escalateDiscrepancy, ignoreDiscrepancy } from '#app/use-cases/resolve-discrepancy.server.ts';
import { closeAgreed, openDiscrepancy } from '#db/discrepancies.ts';
import { inTransaction } from '#db/transaction.ts';
import type { TroubleWorld } from './open-world.ts';
import { closeAll, livedFortnight, openDiscrepancies } from './reconcile-world.ts';

const LARGE_PAISE = 600_000;
let world: TroubleWorld;
beforeAll(async () => {
  world = await livedFortnight(8, 2);
});
afterAll(() => world.close());

const order = (discrepancyId: string, by: 'kavita' | 'rohan' = 'kavita') => ({ discrepancyId, adminId: world.seeded.logins[by].id, reason: 'Razorpay confirmed it in writing', now: new Date() });
const balanceOf = async (account: string) => (await world.db.selectFrom('ledger_entry').select('amount_paise').where('account', '=', account).execute()).reduce((sum, entry) => sum + entry.amount_paise, 0);

it('accepting Razorpay’s word corrects our books by exactly the difference, once, and the day closes', async () => {
  await world.emulator.admin.plant({ kind: 'payment_amount_over', paise: 12_345 });
  await world.emulator.admin.plant({ kind: 'payment_fee' });
  await closeAll(world);
  const open = await openDiscrepancies(world);
  expect(open.map((each) => [each.kind, each.effect_paise])).toEqual([['amount_over', 12_345], ['fee_differs', -118]]);
  const before = await balanceOf('razorpay_balance');
  for (const { id } of open) {
    const outcomes = await Promise.all([acceptTheirs(world.db, order(id)), acceptTheirs(world.db, order(id, 'rohan'))]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  }
  expect((await balanceOf('razorpay_balance')) - before).toBe(12_345 - 118);
  expect(await balanceOf('reconciliation_differences')).toBe(-12_345);
  const closed = await closeAll(world);
  expect(closed.reduce((sum, day) => sum + day.unexplainedPaise + day.discrepancies, 0)).toBe(0);
});

it('a large correction takes two admins', async () => {
  await world.emulator.admin.plant({ kind: 'payment_amount_over', paise: LARGE_PAISE });
  await closeAll(world);
  const [large] = await openDiscrepancies(world);
  expect(await acceptTheirs(world.db, order(large!.id))).toMatchObject({ ok: false, refusal: { code: 'needs_second_admin' } });
  expect((await escalateDiscrepancy(world.db, order(large!.id))).ok).toBe(true);
  expect((await acceptTheirs(world.db, order(large!.id))).ok).toBe(false);
  expect((await acceptTheirs(world.db, order(large!.id, 'rohan'))).ok).toBe(true);
});

it('what was ignored stays closed while nothing changes, and opens again with another amount', async () => {
  const { id } = await world.emulator.admin.plant({ kind: 'payment_amount_under', paise: 100 });
  await closeAll(world);
  const [found] = await openDiscrepancies(world);
  expect((await ignoreDiscrepancy(world.db, order(found!.id))).ok).toBe(true);
  expect((await ignoreDiscrepancy(world.db, order('nonsense'))).ok).toBe(false);
  await closeAll(world);
  expect(await openDiscrepancies(world)).toEqual([]);
  await world.emulator.admin.unplant(id);
  await world.emulator.admin.plant({ kind: 'payment_amount_under', id, paise: 200 });
  await closeAll(world);
  expect((await openDiscrepancies(world)).map((each) => each.id)).toEqual([found!.id]);
  expect((await world.db.selectFrom('audit_log').select('verb').where('subject_id', '=', found!.id).execute()).map(({ verb }) => verb)).toEqual(['ignore_discrepancy']);
});

it('news of what is closed opens it again when the amount is another, or when it had come true', async () => {
  const hear = (actualPaise: number) =>
    inTransaction(world.db, (trx) => openDiscrepancy(trx, { kind: 'missing_at_ours', subjectId: 'pout_NewsAgain0001', masterBookingId: null, expectedPaise: 0, actualPaise, note: `${actualPaise} paise left` }, new Date()));
  const now = () => world.db.selectFrom('discrepancy').selectAll().where('subject_id', '=', 'pout_NewsAgain0001').executeTakeFirstOrThrow();
  await hear(5_000);
  const { id } = await now();
  expect((await ignoreDiscrepancy(world.db, order(id))).ok).toBe(true);
  await hear(5_000);
  expect(await now()).toMatchObject({ id, resolution: 'ignored' });
  await hear(6_000);
  expect(await now()).toMatchObject({ id, resolved_at: null, resolution: null, actual_paise: 6_000, note: '6000 paise left' });
  await inTransaction(world.db, (trx) => closeAgreed(trx, id, new Date()));
  await hear(6_000);
  expect(await now()).toMatchObject({ id, resolved_at: null, resolution: null });
});

it('news leaves alone what a day’s books tell, decided or not: its amounts have the fee, and were corrected', async () => {
  const { id } = await world.emulator.admin.plant({ kind: 'payment_amount_over', paise: 777 });
  await closeAll(world);
  const told = () => world.db.selectFrom('discrepancy').selectAll().where('subject_id', '=', id).executeTakeFirstOrThrow();
  const open = await told();
  const hear = () => inTransaction(world.db, (trx) => openDiscrepancy(trx, { kind: open.kind, subjectId: id, masterBookingId: null, expectedPaise: 1, actualPaise: 2, note: 'without the fee' }, new Date()));
  await hear();
  expect(await told()).toEqual(open);
  expect((await acceptTheirs(world.db, order(open.id, 'rohan'))).ok).toBe(true);
  const accepted = await told();
  await hear();
  expect(await told()).toEqual(accepted);
});
