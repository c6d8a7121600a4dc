import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDateOf, MINUTE_MS, weekdayOf } from '#app/domain/appointment-time.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';

let world: TroubleWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function claimsOf(masterBookingId: string) {
  return world.db
    .selectFrom('calendar_claim as claim')
    .innerJoin('individual_booking as part', 'part.id', 'claim.individual_booking_id')
    .select(['claim.subject_id', 'claim.tick', 'claim.seat', 'claim.expires_at'])
    .where('part.master_booking_id', '=', masterBookingId)
    .execute();
}

/** Labs have fewer seats then. */
const isSunday = (at: Date) => weekdayOf(localDateOf(at, 'Asia/Kolkata')) === 0;

describe('holding a visit', () => {
  it('freezes prices, policy and coupon shares to the paisa', async () => {
    const held = await world.hold(await world.patient(), await world.goldenWishes(0), 'WELCOME200');
    const parts = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', held.masterBookingId).orderBy('position').execute();
    expect(parts.map((part) => [part.list_price_paise, part.coupon_share_paise, part.paid_paise])).toEqual([
      [79_900, 13_339, 66_561],
      [29_900, 4_992, 24_908],
      [10_000, 1_669, 8_331],
    ]);
    expect(parts.every((part) => part.status === 'scheduled' && part.commission_bps > 0 && part.policy.includes('tiers'))).toBe(true);
    const master = await world.db.selectFrom('master_booking').selectAll().where('id', '=', held.masterBookingId).executeTakeFirstOrThrow();
    expect([master.status, master.list_total_paise, master.discount_paise, master.total_paise]).toEqual(['pending_payment', 119_800, 20_000, 99_800]);
  });

  it('lets exactly one of 64 clients have a time; the others read the sentence', async () => {
    const { rao } = world.seeded.doctors;
    const wish = { service: rao.consultation, clinicId: rao.clinicIds[0]!, startsAt: (await world.freeTimes(rao.consultation, rao.clinicIds[0]!))[10]! };
    const clients = await Promise.all(
      Array.from({ length: 64 }, async () => {
        const patientId = await world.patient();
        return { patientId, basketId: await world.basket(patientId, [wish]) };
      }),
    );
    const outcomes = await Promise.all(clients.map((client) => holdVisit(world.db, { ...client, now: world.now })));
    const losers = outcomes.filter((outcome) => !outcome.ok);
    expect(outcomes.length - losers.length).toBe(1);
    expect(losers.every((loser) => loser.refusal.code === 'time_taken' && loser.refusal.message.includes('that time was taken a moment ago'))).toBe(true);
  });

  it('fills a lab of five seats with exactly five', async () => {
    const { pulse } = world.seeded.labs;
    const cbc = pulse.tests.completeBloodCount;
    const wish = { service: cbc, clinicId: pulse.clinicIds[0]!, startsAt: (await world.freeTimes(cbc, pulse.clinicIds[0]!)).filter((time) => !isSunday(time))[12]! };
    const clients = await Promise.all(
      Array.from({ length: 64 }, async () => {
        const patientId = await world.patient();
        return { patientId, basketId: await world.basket(patientId, [wish]) };
      }),
    );
    const outcomes = await Promise.all(clients.map((client) => holdVisit(world.db, { ...client, now: world.now })));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(5);
  });

  it('claims all or none when visits overlap in opposite orders', async () => {
    const { rao, iyer } = world.seeded.doctors;
    const a = { service: rao.consultation, clinicId: rao.clinicIds[0]!, startsAt: (await world.freeTimes(rao.consultation, rao.clinicIds[0]!))[20]! };
    const later = (await world.freeTimes(iyer.consultation, iyer.clinicIds[0]!)).find((time) => time.getTime() > a.startsAt.getTime() + 3_600_000);
    const b = { service: iyer.consultation, clinicId: iyer.clinicIds[0]!, startsAt: later! };
    const clients = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const patientId = await world.patient();
        return { patientId, basketId: await world.basket(patientId, index % 2 ? [a, b] : [b, a]) };
      }),
    );
    const outcomes = await Promise.all(clients.map((client) => holdVisit(world.db, { ...client, now: world.now })));
    const winners = outcomes.filter((outcome) => outcome.ok);
    expect(winners).toHaveLength(1);
    const claims = await claimsOf(winners[0]!.value.masterBookingId);
    // 20 + 5 and 15 + 5 minutes of the doctors, 20 and 15 of the patient, in ticks of 5.
    expect(claims).toHaveLength(5 + 4 + 4 + 3);
  });

  it('refuses a second booking of one patient at the same time, with a sentence', async () => {
    const patientId = await world.patient();
    const { rao, iyer } = world.seeded.doctors;
    const others = await world.freeTimes(iyer.consultation, iyer.clinicIds[0]!);
    const overlapping = (at: Date) => others.find((time) => Math.abs(time.getTime() - at.getTime()) < 15 * MINUTE_MS);
    const times = (await world.freeTimes(rao.consultation, rao.clinicIds[0]!)).slice(25);
    const first = { service: rao.consultation, clinicId: rao.clinicIds[0]!, startsAt: times.find(overlapping)! };
    await world.hold(patientId, [first]);
    const clash = overlapping(first.startsAt);
    expect(clash).toBeDefined();
    const second = await holdVisit(world.db, {
      basketId: await world.basket(patientId, [{ service: iyer.consultation, clinicId: iyer.clinicIds[0]!, startsAt: clash! }]),
      patientId,
      now: world.now,
    });
    expect(second).toMatchObject({ ok: false, refusal: { code: 'patient_busy' } });
  });

  it('lets the next comer take an ended hold at once, but not a second before', async () => {
    const wishes = await world.goldenWishes(5);
    const first = await world.hold(await world.patient(), wishes);
    const patientId = await world.patient();
    const { hold_expires_at: end } = await world.db.selectFrom('master_booking').select('hold_expires_at').where('id', '=', first.masterBookingId).executeTakeFirstOrThrow();
    const copy = await copyBasket(first.masterBookingId, patientId);
    expect(await holdVisit(world.db, { basketId: copy, patientId, now: new Date(end.getTime() - 1) })).toMatchObject({ ok: false, refusal: { code: 'time_taken' } });
    expect(await holdVisit(world.db, { basketId: copy, patientId, now: end })).toMatchObject({ ok: true });
    const left = await claimsOf(first.masterBookingId);
    expect(left.filter((claim) => claim.subject_id === world.seeded.doctors.rao.id)).toHaveLength(0);
  });

  it('gives a double click the same visit', async () => {
    const patientId = await world.patient();
    const basketId = await world.basket(patientId, await world.goldenWishes(8));
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => holdVisit(world.db, { basketId, patientId, now: world.now })));
    const codes = new Set(outcomes.map((outcome) => outcome.ok && outcome.value.code));
    expect(codes.size).toBe(1);
    expect([...codes][0]).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  it('counts the last use of a coupon once', async () => {
    await world.db.updateTable('coupon').set({ total_limit: 3, per_patient_limit: null, minimum_spend_paise: 0 }).where('code', '=', 'HEALTH10').execute();
    const { iyer } = world.seeded.doctors;
    const times = await world.freeTimes(iyer.consultation, iyer.clinicIds[0]!);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const patientId = await world.patient();
        const basketId = await world.basket(patientId, [{ service: iyer.consultation, clinicId: iyer.clinicIds[0]!, startsAt: times[30 + index]! }], 'HEALTH10');
        return holdVisit(world.db, { basketId, patientId, now: world.now });
      }),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(3);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal.code === 'coupon_used_up')).toHaveLength(7);
    const held = await world.db.selectFrom('calendar_claim').select(({ fn }) => fn.count<number>('tick').as('n')).where('subject_id', '=', iyer.id).where('tick', '>=', times[30]!.getTime() / 300_000).executeTakeFirstOrThrow();
    expect(Number(held.n)).toBe(3 * 4);
  });
});

/** A basket of the same services and times as a held visit, as another patient would have filled it a moment earlier. */
async function copyBasket(masterBookingId: string, patientId: string): Promise<string> {
  const parts = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', masterBookingId).orderBy('position').execute();
  const basketId = parts[0]!.id.replace(/^./, 'z');
  await world.db.insertInto('basket').values({ id: basketId, patient_id: patientId, coupon_code: null, master_booking_id: null, created_at: world.now, updated_at: world.now }).execute();
  const lineIds = parts.map((part) => part.id.replace(/^./, 'y'));
  await world.db
    .insertInto('basket_line')
    .values(parts.map((part, index) => ({
      id: lineIds[index]!, basket_id: basketId, position: index + 1, service_id: part.service_id, clinic_id: part.clinic_id, starts_at: part.starts_at,
      follows_line_id: part.service_kind === 'follow_up' ? lineIds[0]! : null, follows_booking_id: null, lost_at: null,
    })))
    .execute();
  return basketId;
}
