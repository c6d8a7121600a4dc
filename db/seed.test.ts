import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveMasterStatus } from '#app/domain/booking.ts';
import { ticksCovered, TICK_MINUTES } from '#app/domain/calendar-tick.ts';
import { findBankName } from '#app/razorpay/bank-directory.server.ts';
import { DEMO_LOGINS } from './demo-logins.ts';
import { newId } from './new-id.ts';
import { hashPassword, passwordMatches } from './password-hash.ts';
import { seedWorld, TEST_BANK_DATA_KEYS } from './seed.ts';
import { emptyTables } from './seed/empty-tables.ts';
import type { SeededWorld } from './seed/world.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const SUNDAY_NOON = new Date('2026-11-22T06:30:00Z');
const FRIDAY_NIGHT = new Date('2026-11-27T18:45:00Z');
const run = promisify(execFile);

let test: TestDatabase;
let world: SeededWorld;

const seed = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, ['db/seed.ts', ...args], { env: { ...process.env, DATABASE_URL: test.url, BANK_DATA_KEYS: TEST_BANK_DATA_KEYS, ...env } });

const claimed = (subject: string, at: Date, minutes: number, id: string) => ticksCovered(at, minutes).map((tick) => `${subject} ${tick} ${id}`);

beforeAll(async () => {
  test = await createTestDatabase();
  world = await seedWorld(test.db, SUNDAY_NOON);
});
afterAll(() => test.drop());

describe('the seeded world', () => {
  it('has the places, people and services the product is shown with', async () => {
    const { doctors, labs } = world;
    expect(Object.keys(world.cities)).toHaveLength(3);
    expect(Object.keys(world.clinics)).toHaveLength(8);
    expect(Object.keys(world.labTests)).toHaveLength(20);
    expect(Object.keys(doctors)).toHaveLength(24);
    expect(Object.keys(labs)).toHaveLength(4);
    for (const lab of Object.values(labs)) expect(Object.keys(lab.tests).length).toBeGreaterThanOrEqual(12);
    const treated = await test.db.selectFrom('provider').select('specialisation_id').distinct().where('kind', '=', 'doctor').execute();
    expect(treated).toHaveLength(10);
  });

  it('keeps the prices of the golden visit: ₹799, ₹299 and ₹100', () => {
    const { rao } = world.doctors;
    const bloodCount = world.labs.pulse.tests.completeBloodCount;
    expect([rao.consultation, bloodCount, rao.followUp].map((service) => service.list_price_paise)).toEqual([79_900, 29_900, 10_000]);
  });

  it('has providers at every turn of their onboarding, each with the account and the papers that led there', async () => {
    const rows = await test.db
      .selectFrom('provider')
      .leftJoin('payout_account as account', 'account.provider_id', 'provider.id')
      .select(({ fn, selectFrom }) => [
        'provider.id', 'provider.onboarding_status', 'account.status', 'account.ifsc', 'account.bank_name', 'account.next_try_at',
        selectFrom('provider_document').select(fn.countAll<number>().as('count')).whereRef('provider_id', '=', 'provider.id').as('papers'),
      ])
      .execute();
    const others = rows.filter((row) => row.onboarding_status !== 'verified').map((row) => [row.id, row.onboarding_status, row.status, Number(row.papers)]);
    const { singhvi, mehta, siddiqui } = world.doctors;
    expect(others.toSorted()).toEqual([[singhvi.id, 'draft', null, 0], [mehta.id, 'bank_check', 'review', 2], [siddiqui.id, 'rejected', 'invalid', 2]].toSorted());
    const verified = rows.filter((row) => row.onboarding_status === 'verified');
    expect(verified).toHaveLength(25);
    expect(verified.filter((row) => row.status !== 'valid' || Number(row.papers) !== 3)).toEqual([]);
    for (const { ifsc, bank_name: bankName } of rows) if (ifsc !== null) expect(findBankName(ifsc)).toBe(bankName);
    expect(rows.filter((row) => row.next_try_at !== null)).toEqual([]);
  });

  it('starts and ends everything on a tick', async () => {
    const rules = await test.db.selectFrom('schedule_rule').select(['start_minute', 'end_minute']).execute();
    const services = await test.db.selectFrom('service').select(['duration_minutes', 'buffer_minutes']).execute();
    const minutes = [...rules, ...services].flatMap((row) => Object.values(row));
    expect(minutes.filter((minute) => minute % TICK_MINUTES !== 0)).toEqual([]);
  });

  it('lets every demo login in', async () => {
    const accounts = await test.db.selectFrom('account').select(['email', 'role', 'password_hash']).execute();
    for (const login of DEMO_LOGINS) {
      const account = accounts.find(({ email }) => email === login.email);
      expect(account?.role).toBe(login.role);
      expect(await passwordMatches(account?.password_hash ?? null, login.password)).toBe(true);
    }
  });
});

describe.each([SUNDAY_NOON, FRIDAY_NIGHT])('seeded visits at %s', (now) => {
  beforeAll(async () => {
    await emptyTables(test.db);
    world = await seedWorld(test.db, now);
  });

  it('derive every master from its parts, to the paisa', async () => {
    const masters = await test.db.selectFrom('master_booking').selectAll().execute();
    const parts = Map.groupBy(await test.db.selectFrom('individual_booking').selectAll().execute(), (part) => part.master_booking_id);
    expect(masters.length).toBeGreaterThan(50);
    for (const master of masters) {
      const own = parts.get(master.id) ?? [];
      const sum = (column: 'list_price_paise' | 'coupon_share_paise' | 'paid_paise') => own.reduce((all, part) => all + part[column], 0);
      expect(master.status).toBe(deriveMasterStatus(own.map((part) => part.status)));
      expect([master.list_total_paise, master.discount_paise, master.total_paise]).toEqual([sum('list_price_paise'), sum('coupon_share_paise'), sum('paid_paise')]);
      expect(master.created_at < now && own.every((part) => part.starts_at > master.created_at)).toBe(true);
    }
  });

  it('claim the provider with buffer and the patient without, for parts that were not cancelled', async () => {
    const parts = await test.db
      .selectFrom('individual_booking')
      .innerJoin('master_booking', 'master_booking.id', 'master_booking_id')
      .selectAll('individual_booking')
      .select('patient_id')
      .where('individual_booking.status', '!=', 'cancelled')
      .execute();
    const expected = [
      ...parts.flatMap((part) => claimed(part.provider_id, part.starts_at, part.duration_minutes + part.buffer_minutes, part.id)),
      ...parts.flatMap((part) => claimed(part.patient_id, part.starts_at, part.duration_minutes, part.id)),
      ...parts.filter((part) => part.uses_follow_up_grant).map((part) => `${part.follows_booking_id} 0 ${part.id}`),
    ];
    const claims = await test.db.selectFrom('calendar_claim').selectAll().execute();
    expect(claims.map((claim) => `${claim.subject_id} ${claim.tick} ${claim.individual_booking_id}`).sort()).toEqual(expected.sort());
  });

  it('explain every captured paisa in the ledger', async () => {
    const unbalanced = await test.db.selectFrom('ledger_entry').select('posting_id').groupBy('posting_id').having(sql<boolean>`SUM(amount_paise) <> 0`).execute();
    expect(unbalanced).toEqual([]);
    const payments = await test.db.selectFrom('payment_transaction').selectAll().where('status', '=', 'captured').execute();
    const held = await test.db.selectFrom('ledger_entry').select('amount_paise').where('account', '=', 'razorpay_balance').execute();
    const net = payments.reduce((all, payment) => all + payment.amount_paise - payment.fee_paise!, 0);
    expect(held.reduce((all, entry) => all + entry.amount_paise, 0)).toBe(net);
  });

  it('leave nobody without something to do and the welcome coupon unused by the demo patients', async () => {
    const upcoming = await test.db.selectFrom('individual_booking').select('provider_id').where('status', '=', 'confirmed').where('starts_at', '>', now).execute();
    const busy = new Set(upcoming.map((part) => part.provider_id));
    for (const { id } of [world.doctors.rao, world.doctors.iyer, world.labs.pulse]) expect(busy).toContain(id);
    const users = await test.db.selectFrom('coupon_redemption').select('patient_id').where('coupon_id', '=', world.coupons.WELCOME200.id).execute();
    expect(users.map((use) => use.patient_id)).not.toContain(world.patients.meera.id);
    expect(users.map((use) => use.patient_id)).not.toContain(world.patients.arjun.id);
  });
});

describe('node db/seed.ts', () => {
  it('does nothing the second time and starts over with --fresh', async () => {
    expect((await seed([])).stdout).toBe('Already seeded\n');
    const before = await test.db.selectFrom('provider').select('id').where('slug', '=', 'dr-ananya-rao').executeTakeFirstOrThrow();
    expect((await seed(['--fresh'])).stdout).toMatch(/Emptied every table\nSeeded 3 cities, 8 clinics, 24 doctors/);
    const after = await test.db.selectFrom('provider').select('id').where('slug', '=', 'dr-ananya-rao').executeTakeFirstOrThrow();
    expect(after.id).not.toBe(before.id);
  });

  it("touches no production database with accounts that are not the seed's", async () => {
    const account = { id: newId(), email: 'real.person@example.com', password_hash: await hashPassword('not the demo one'), role: 'patient' as const, name: 'Real Person', provider_id: null, created_at: FRIDAY_NIGHT, disabled_at: null };
    await test.db.insertInto('account').values(account).execute();
    await expect(seed(['--fresh'], { NODE_ENV: 'production' })).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing was changed') });
    expect(await test.db.selectFrom('account').select('id').where('id', '=', account.id).executeTakeFirst()).toBeDefined();
  });
});
