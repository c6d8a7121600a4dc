import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addDays, DAY_MINUTES, localDateOf, minutesAfter, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, type DiscrepancyKind } from '#app/domain/reconciliation.ts';
import { askAgainAboutDiscrepancy } from '#app/use-cases/ask-again-about-discrepancy.server.ts';
import { linkDiscrepancy } from '#app/use-cases/link-discrepancy.server.ts';
import { lookAtDiscrepancy } from '#app/use-cases/look-at-discrepancy.server.ts';
import { acceptTheirs, escalateDiscrepancy } from '#app/use-cases/resolve-discrepancy.server.ts';
import { noteDifferences, openDiscrepancy, sumOpen } from '#db/discrepancies.ts';
import { newId } from '#db/new-id.ts';
import { inTransaction } from '#db/transaction.ts';
import { readDay } from '../../app/routes/admin.books.$day._index/read-day.server.ts';
import type { TroubleWorld } from './open-world.ts';
import { closeAll, DAYS, FIRST_DAY, livedFortnight, openDiscrepancies } from './reconcile-world.ts';

const AFTER = minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES);
const DAY = addDays(localDateOf(FIRST_DAY, BOOKS_ZONE), 3);
let world: TroubleWorld;
beforeAll(async () => {
  world = await livedFortnight(8, 2);
  await closeAll(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.deleteFrom('discrepancy').execute();
  await world.db.deleteFrom('audit_log').execute();
});

type By = 'kavita' | 'rohan';
const order = (discrepancyId: string, by: By = 'kavita') => ({ discrepancyId, adminId: world.seeded.logins[by].id, reason: 'They belong together', now: AFTER });
const link = (discrepancyId: string, linkedTo: string, by: By = 'kavita') => linkDiscrepancy(world.db, { ...order(discrepancyId, by), linkedTo });
const rowOf = (id: string) => world.db.selectFrom('discrepancy').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const postings = async () => (await world.db.selectFrom('ledger_posting').select('id').execute()).length;
const aVisit = () => world.db.selectFrom('master_booking').select(['id', 'code']).executeTakeFirstOrThrow();

async function found(subjectId: string, effectPaise: number, { kind = 'missing_at_ours', source = 'settlement', masterBookingId = null }: { kind?: DiscrepancyKind; source?: 'settlement' | 'statement'; masterBookingId?: string | null } = {}): Promise<string> {
  const paise = Math.abs(effectPaise);
  const difference = { kind, subjectId, masterBookingId, expectedPaise: effectPaise < 0 ? paise : 0, actualPaise: effectPaise < 0 ? 0 : paise, effectPaise, note: 'found' };
  await inTransaction(world.db, (trx) => noteDifferences(trx, [difference], { runId: newId(), day: DAY, source, now: AFTER }));
  return (await world.db.selectFrom('discrepancy').select('id').where('subject_id', '=', subjectId).where('kind', '=', kind).executeTakeFirstOrThrow()).id;
}

it('two that cancel each other close together, and nothing is posted', async () => {
  const [ours, theirs, before] = [await found('pay_Known000000001', -70_000, { kind: 'missing_at_theirs' }), await found('pay_Foreign0000001', 70_000), await postings()];
  expect(await sumOpen(world.db, DAY)).toEqual({ count: 2, paise: 140_000 });
  expect((await link(theirs, 'pay_Known000000001')).ok).toBe(true);
  expect(await rowOf(theirs)).toMatchObject({ resolution: 'linked', linked_id: 'pay_Known000000001', resolve_reason: 'They belong together', resolved_at: AFTER });
  expect(await rowOf(ours)).toMatchObject({ resolution: 'linked', linked_id: 'pay_Foreign0000001' });
  expect(await sumOpen(world.db, DAY)).toEqual({ count: 0, paise: 0 });
  expect(await postings()).toBe(before);
  const deeds = await world.db.selectFrom('audit_log').select(['verb', 'subject_id', 'reason']).execute();
  expect(deeds.map(({ verb }) => verb)).toEqual(['link_discrepancy', 'link_discrepancy']);
  expect(new Set(deeds.map((deed) => deed.subject_id))).toEqual(new Set([ours, theirs]));
  await found('pay_Foreign0000001', 70_000);
  expect((await rowOf(theirs)).resolution).toBe('linked');
});

it('money that is in truth a visit’s closes with what the visit misses', async () => {
  const visit = await aVisit();
  const [missing, foreign] = [await found('pay_Known000000002', -70_000, { kind: 'missing_at_theirs', masterBookingId: visit.id }), await found('pay_Foreign0000002', 70_000)];
  expect((await link(foreign, visit.code.toLowerCase().replaceAll('-', ''))).ok).toBe(true);
  expect([(await rowOf(foreign)).linked_id, (await rowOf(missing)).linked_id]).toEqual([visit.code, 'pay_Foreign0000002']);
});

it('what has no effect is linked to the visit it is about', async () => {
  const visit = await aVisit();
  const moved = await found('pay_Elsewhere00001', 0, { kind: 'settled_elsewhere' });
  expect((await link(moved, visit.code)).ok).toBe(true);
  await inTransaction(world.db, (trx) => openDiscrepancy(trx, { kind: 'refund_made_elsewhere', subjectId: 'rfnd_Dashboard0001', masterBookingId: visit.id, expectedPaise: 0, actualPaise: 5_000, note: 'booked' }, AFTER));
  const [booked] = await openDiscrepancies(world);
  expect((await link(booked!.id, visit.code)).ok).toBe(true);
  expect(await openDiscrepancies(world)).toEqual([]);
});

it('what would stay unexplained is not linked, whatever it is linked to', async () => {
  const visit = await aVisit();
  const foreign = await found('pay_Foreign0000003', 70_000);
  await found('pay_Other000000003', -60_000, { kind: 'missing_at_theirs' });
  await found('pout_Other00000003', -70_000, { kind: 'missing_at_theirs', source: 'statement' });
  for (const to of [visit.code, 'pay_Other000000003', 'pout_Other00000003']) {
    expect(await link(foreign, to)).toMatchObject({ ok: false, refusal: { code: 'still_unexplained', message: expect.stringContaining('₹700.00 unexplained') } });
  }
  for (const to of ['0000-0000-0000', 'pay_nobodyknowsit1', 'pay_Foreign0000003', '', foreign]) expect(await link(foreign, to)).toMatchObject({ ok: false, refusal: { code: 'nothing_to_link' } });
  expect(await link('nonsense', visit.code)).toMatchObject({ ok: false, refusal: { code: 'no_such_discrepancy' } });
  expect(await openDiscrepancies(world)).toHaveLength(3);
  expect(await world.db.selectFrom('audit_log').selectAll().execute()).toEqual([]);
});

it('of two admins at once one wins, also when each comes from the other side', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [`pay_RaceA00000000${round}`, `pay_RaceB00000000${round}`];
    const [minus, plus] = [await found(a, -100 - round, { kind: 'missing_at_theirs' }), await found(b, 100 + round)];
    const outcomes = await Promise.all([link(plus, a), link(minus, b, 'rohan'), acceptTheirs(world.db, order(plus, 'rohan'))]);
    expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    const [left, right] = [await rowOf(minus), await rowOf(plus)];
    // Both linked by one, or the one accepted and the other left open.
    expect([[left.resolution, right.resolution], outcomes.filter(({ ok }) => ok).length]).toEqual(left.resolution === 'linked' ? [['linked', 'linked'], 1] : [[null, 'accepted_theirs'], 1]);
  }
});

it('asking again is queued once per wish and on record; both books agreeing, the day closes by itself', async () => {
  const { id } = await world.emulator.admin.plant({ kind: 'payment_amount_over', paise: 4_321 });
  await closeAll(world);
  const [open] = await openDiscrepancies(world);
  expect((await askAgainAboutDiscrepancy(world.db, order(open!.id))).ok).toBe(true);
  const messages = () => world.db.selectFrom('outbox_message').select('payload').where('task', '=', 'look-at-discrepancy').execute();
  expect(await messages()).toEqual([{ payload: JSON.stringify({ discrepancyId: open!.id }) }]);
  expect(await world.db.selectFrom('audit_log').select(['verb', 'subject_id']).execute()).toEqual([{ verb: 'ask_again', subject_id: open!.id }]);
  await lookAtDiscrepancy(world, { discrepancyId: open!.id, now: AFTER });
  expect((await rowOf(open!.id)).resolved_at).toBeNull();
  await world.emulator.admin.unplant(id);
  await lookAtDiscrepancy(world, { discrepancyId: open!.id, now: AFTER });
  expect(await rowOf(open!.id)).toMatchObject({ resolution: 'late_truth', resolved_by: null });
  expect(await sumOpen(world.db, open!.day!)).toEqual({ count: 0, paise: 0 });
  expect(await askAgainAboutDiscrepancy(world.db, order(open!.id))).toMatchObject({ ok: false, refusal: { code: 'already_resolved' } });
  expect(await askAgainAboutDiscrepancy(world.db, order('nonsense'))).toMatchObject({ ok: false, refusal: { code: 'no_such_discrepancy' } });
  expect(await messages()).toHaveLength(1);
});

it('a state seen as another when it happened closes when Razorpay says ours by now, and no earlier', async () => {
  const refund = await world.db.selectFrom('refund').selectAll().where('gateway_refund_id', 'is not', null).executeTakeFirstOrThrow();
  const attempt = await world.db.selectFrom('payout_attempt').selectAll().where('status', '=', 'processed').executeTakeFirstOrThrow();
  const turn = (status: 'processed' | 'failed') => world.db.updateTable('refund').set({ status }).where('id', '=', refund.id).execute();
  await turn('failed');
  const seen = (subjectId: string, paise: number) =>
    inTransaction(world.db, (trx) => openDiscrepancy(trx, { kind: 'status_differs', subjectId, masterBookingId: refund.master_booking_id, expectedPaise: paise, actualPaise: paise, note: 'seen' }, minutesAfter(FIRST_DAY, DAY_MINUTES)));
  await seen(attempt.gateway_payout_id!, attempt.amount_paise);
  await seen(refund.gateway_refund_id!, refund.amount_paise);
  const open = await openDiscrepancies(world);
  expect(open).toHaveLength(2);
  const lookAgain = async () => {
    for (const { id } of open) await lookAtDiscrepancy(world, { discrepancyId: id, now: AFTER });
    return (await openDiscrepancies(world)).map((each) => each.subject_id);
  };
  expect(await lookAgain()).toEqual([refund.gateway_refund_id]);
  await turn('processed');
  expect(await lookAgain()).toEqual([]);
});

it('an escalation stands for the amounts that were looked at, and for no others', async () => {
  const id = await found('pay_Large000000001', 600_000);
  expect((await escalateDiscrepancy(world.db, order(id))).ok).toBe(true);
  await found('pay_Large000000001', 600_000);
  expect((await rowOf(id)).escalated_by).toBe(world.seeded.logins.kavita.id);
  await found('pay_Large000000001', 6_000_000);
  expect(await rowOf(id)).toMatchObject({ escalated_by: null, escalated_at: null });
  expect(await acceptTheirs(world.db, order(id, 'rohan'))).toMatchObject({ ok: false, refusal: { code: 'needs_second_admin' } });
});

it('the report of each day is what its last run kept, and its sums are those of the statement', async () => {
  const kept = await world.db.selectFrom('reconciliation_day').selectAll().orderBy('day').execute();
  expect(kept).toHaveLength(DAYS);
  for (const row of kept) {
    const told = await readDay(world.db, row.day, AFTER);
    expect(told!.report!.figures).toEqual(JSON.parse(row.figures));
    expect(told).toMatchObject({ openCount: 0, unexplainedPaise: 0, report: { transactions: row.transactions, runs: row.runs, residualPaise: 0 } });
    const { totals, figures } = told!.report!;
    const items = await world.db.selectFrom('recon_item').select(({ fn }) => [fn.sum<string | null>('credit_paise').as('credit'), fn.sum<string | null>('debit_paise').as('debit')]).where('day', '=', row.day).executeTakeFirstOrThrow();
    const lines = await world.db.selectFrom('statement_line').select(({ fn }) => [fn.sum<string | null>('credit_paise').as('credit'), fn.sum<string | null>('debit_paise').as('debit')]).where('day', '=', row.day).executeTakeFirstOrThrow();
    expect([totals.inPaise, totals.outPaise]).toEqual([Number(items.credit ?? 0) + Number(lines.credit ?? 0), Number(items.debit ?? 0) + Number(lines.debit ?? 0)]);
    expect(totals.settlementDifferencePaise).toBe(0);
    expect(figures.ledger.unbalancedPaise).toBe(0);
  }
  expect(kept.some((row) => (JSON.parse(row.figures) as { payments: { count: number } }).payments.count > 0)).toBe(true);
  for (const none of ['2026-02-30', 'yesterday', '', addDays(localDateOf(AFTER, BOOKS_ZONE), 1) as LocalDate]) expect(await readDay(world.db, none, AFTER)).toBeNull();
});
