import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { markNoShow } from '#app/use-cases/mark-no-show.server.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { sendPayoutAgain } from '#app/use-cases/steer-payout.server.ts';
import { sweepPayouts } from '#app/use-cases/sweep-payouts.server.ts';
import { writeOffClawback } from '#app/use-cases/write-off-clawback.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import type { TroubleWorld, Wish } from './open-world.ts';
import { balancesOf, LOADED, openPayoutWorld, spentFromX } from './payout-world.ts';

const RUNS = 12;
const BOOKINGS_PER_RUN = 4;
const PROVIDERS = ['rao', 'desai'] as const;
vi.setConfig({ testTimeout: 240_000 });

let world: TroubleWorld;
let wishes: Wish[] = [];
/** Only ever forwards, past every booking's time. */
let clock: Date;
const doctors = () => PROVIDERS.map((name) => world.seeded.doctors[name]);

beforeAll(async () => {
  world = await openPayoutWorld();
  const perDoctor = await Promise.all(doctors().map(async (doctor) => (await world.freeTimes(doctor.consultation, doctor.clinicIds[0]!, 14)).map((startsAt) => ({ service: doctor.consultation, clinicId: doctor.clinicIds[0]!, startsAt }))));
  wishes = perDoctor.flatMap((list) => list.slice(0, (RUNS * BOOKINGS_PER_RUN) / PROVIDERS.length + RUNS));
  clock = minutesAfter(world.now, 30 * DAY_MINUTES);
}, 120_000);
afterAll(() => world.close());

interface Booked {
  readonly id: string;
  readonly masterBookingId: string;
  readonly providerId: string;
}

async function book(): Promise<Booked[]> {
  const booked: Booked[] = [];
  for (let count = 0; count < BOOKINGS_PER_RUN; count += 1) {
    // From both ends, so that both doctors have some.
    const wish = count % 2 === 0 ? wishes.shift()! : wishes.pop()!;
    const { masterBookingId } = await world.paid(await world.patient(), [wish]);
    const part = await world.db.selectFrom('individual_booking').select(['id', 'provider_id']).where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
    booked.push({ id: part.id, masterBookingId, providerId: part.provider_id });
  }
  return booked;
}

const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('complete' as const), which: fc.nat(BOOKINGS_PER_RUN - 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('no_show' as const), which: fc.nat(BOOKINGS_PER_RUN - 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('refund' as const), which: fc.nat(BOOKINGS_PER_RUN - 1), permille: fc.integer({ min: 1, max: 1000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('bank' as const), says: fc.constantFrom('processed' as const, 'failed' as const, 'reversed' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sweep' as const), minutes: fc.constantFrom(1, 35, 130, DAY_MINUTES) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), nth: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send_again' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('write_off' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('no_answer' as const) }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

const adminId = () => world.seeded.logins.kavita.id;

async function act(one: Deed, booked: readonly Booked[]): Promise<void> {
  clock = minutesAfter(clock, 1);
  const { db, emulator } = world;
  if (one.do === 'complete' || one.do === 'no_show') {
    const { id, providerId } = booked[one.which]!;
    const order = { bookingId: id, providerId, actor: { kind: 'provider' as const, id: world.seeded.logins.rao.id }, now: clock };
    await (one.do === 'complete' ? completeBooking(db, order) : markNoShow(db, order));
  }
  if (one.do === 'refund') await refund(booked[one.which]!, one.permille);
  if (one.do === 'bank') await emulator.admin.setSettings({ payoutOutcome: one.says, payoutReason: 'gateway_technical_error' });
  if (one.do === 'no_answer') await emulator.admin.setFault({ kind: 'reply_lost', method: 'POST', path: '/v1/payouts' });
  if (one.do === 'sweep') {
    clock = minutesAfter(clock, one.minutes);
    await sweepPayouts(world, () => clock);
    await emulator.admin.advance(5);
  }
  if (one.do === 'reverse') {
    // Those of the last days: an older one is found by the statement, not by looking at the payout.
    const recent = await db.selectFrom('payout').select('id').where('status', '=', 'processed').where('settled_at', '>', minutesAfter(clock, -2 * DAY_MINUTES)).execute();
    const watched = new Set(recent.map(({ id }) => id));
    const paid = (await emulator.admin.state()).x.payouts.filter((payout) => payout.status === 'processed' && watched.has(payout.reference_id ?? ''));
    if (paid.length > 0) await emulator.admin.settlePayout(paid[one.nth % paid.length]!.id, 'reversed', 'beneficiary_bank_failure');
  }
  if (one.do === 'send_again') {
    const parked = await db.selectFrom('payout').select('id').where('status', 'in', ['needs_attention', 'failed', 'on_hold']).execute();
    for (const { id } of parked) await sendPayoutAgain(db, { payoutId: id, adminId: adminId(), reason: 'as asked', now: clock });
  }
  if (one.do === 'write_off') {
    const open = await db.selectFrom('clawback').select('id').where('closed_at', 'is', null).executeTakeFirst();
    if (open) await writeOffClawback(db, { clawbackId: open.id, adminId: adminId(), reason: 'left the city', now: clock });
  }
}

async function refund({ id, masterBookingId }: Booked, permille: number): Promise<void> {
  const part = (await getCancellableParts(world.db, masterBookingId)).find((each) => each.id === id)!;
  const remainder = effectivePaidPaise(part) - part.refundedPaise;
  const amountPaise = Math.min(remainder, Math.ceil((effectivePaidPaise(part) * permille) / 1000));
  if (amountPaise === 0) return;
  const wish = { masterBookingId, partId: id, amountPaise, expectedRemainderPaise: remainder, reason: 'complaint' as const, note: 'as asked', alsoCancel: false };
  await overrideRefund(world.db, { adminId: adminId(), wish, now: clock });
}

/** Owed by our rows, by the ledger and by RazorpayX's statement alike; nothing negative; nothing taken twice. */
async function expectExplained(): Promise<void> {
  for (const doctor of doctors()) {
    const { ledgerPaise, rowsPaise, negative } = await balancesOf(world, doctor.id);
    expect([ledgerPaise, negative]).toEqual([rowsPaise, 0]);
  }
  const clawed = await world.db
    .selectFrom('clawback')
    .innerJoin('payout', 'payout.individual_booking_id', 'clawback.individual_booking_id')
    .select(({ fn }) => ['payout.id', 'payout.gross_paise', 'payout.commission_paise', 'payout.deductions_paise', fn.sum<string>('clawback.amount_paise').as('clawed'), fn.min<number>('clawback.open_paise').as('least')])
    .groupBy('payout.id')
    .execute();
  for (const row of clawed) {
    expect(Number(row.clawed)).toBeLessThanOrEqual(row.gross_paise - row.commission_paise - row.deductions_paise);
    expect(row.least).toBeGreaterThanOrEqual(0);
  }
  const netted = await world.db.selectFrom('clawback_netting').select(['clawback_id', 'amount_paise']).execute();
  for (const clawback of await world.db.selectFrom('clawback').selectAll().execute()) {
    const taken = netted.filter((row) => row.clawback_id === clawback.id).reduce((sum, row) => sum + row.amount_paise, 0);
    expect(taken + clawback.open_paise + clawback.written_off_paise).toBe(clawback.amount_paise);
  }
  const { referencesPaidTwice, statementFaults } = await world.emulator.admin.assertions();
  expect([referencesPaidTwice, statementFaults]).toEqual([[], []]);
}

/** The bank works again and everything that can go on does. */
async function settleDown(): Promise<void> {
  await act({ do: 'bank', says: 'processed' }, []);
  await world.emulator.admin.clearFaults();
  for (const minutes of [DAY_MINUTES, 1, 35, 130, DAY_MINUTES, 35]) {
    await act({ do: 'send_again' }, []);
    await act({ do: 'sweep', minutes: minutes as 1 }, []);
  }
}

it('over random completions, refunds, failures and reversals: never negative, never clawed twice, and all books agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 12, maxLength: 30, size: 'max' }), async (deeds) => {
      const booked = await book();
      for (const one of deeds) {
        await act(one, booked);
        await expectExplained();
      }
      await settleDown();
      await expectExplained();
      const waiting = await world.db.selectFrom('payout').select(['id', 'status', 'hold_reason']).where('status', '!=', 'processed').where((eb) => eb.or([eb('hold_reason', 'is', null), eb('hold_reason', '!=', 'below_minimum')])).execute();
      expect(waiting).toEqual([]);
      const { xBalancePaise } = await world.emulator.admin.assertions();
      expect(await spentFromX(world)).toBe(LOADED - xBalancePaise);
    }),
    // No shrinking: each run lives on in the books of the next.
    { numRuns: RUNS, endOnFailure: true },
  );
});
