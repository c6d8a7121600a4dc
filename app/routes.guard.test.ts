import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asRead, getRequest, postRequest } from './auth/test-people.ts';
import { openTestWorld, type TestWorld } from './auth/test-world.ts';
import { daysAgo, putOpenDay } from './routes/admin.books._index/test-books.server.ts';
import { createSeal } from '#db/sealed-text.ts';
import { TEST_BANK_DATA_KEYS } from '#db/seed.ts';
import { cancelBookings } from './use-cases/cancel-bookings.server.ts';
import { completeBooking } from './use-cases/complete-booking.server.ts';
import { overrideRefund } from './use-cases/override-refund.server.ts';
import { quoteCancellation } from './use-cases/quote-cancellation.server.ts';
import { uploadDocument } from './use-cases/upload-document.server.ts';
import { MAY, type Door, type Rule } from './who-may.ts';

type Role = 'guest' | 'patient' | 'doctor' | 'admin';

const LOGIN_OF = { patient: 'meera', doctor: 'rao', admin: 'kavita' } as const;
const ROLES: readonly Role[] = ['guest', 'patient', 'doctor', 'admin'];

interface Passage {
  readonly route: string;
  readonly door: Door;
  readonly call: (args: LoaderFunctionArgs | ActionFunctionArgs) => Promise<unknown>;
}

async function readPassages(): Promise<Passage[]> {
  const files = globSync(['app/routes/*.tsx', 'app/routes/*.ts', 'app/routes/*/route.tsx', 'app/routes/*/route.ts']).filter((file) => !/\.test\.tsx?$/.test(file));
  const modules = await Promise.all(files.sort().map(async (file) => [file, (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>] as const));
  return modules.flatMap(([file, module]) => {
    const route = file.replace('app/routes/', '').replace(/(\/route)?\.tsx?$/, '');
    return (['loader', 'action'] as const).flatMap((door) => {
      const call = module[door];
      return typeof call === 'function' ? [{ route, door, call: call as Passage['call'] }] : [];
    });
  });
}

function unlisted(passages: readonly Pick<Passage, 'route' | 'door'>[]): string[] {
  return passages
    .filter(({ route, door }) => !MAY[route]?.[door])
    .map(({ route, door }) => `app/routes/${route} has ${door === 'action' ? 'an action' : 'a loader'}, and MAY in app/who-may.ts does not say who may call it`);
}

interface Seeded {
  readonly here: TestWorld;
  /** A session of its own for every call, because some of them end it. */
  readonly signIn: (role: Role) => Promise<string>;
  /** A value for every `$name` in a route's id; the visit is the patient's own, the booking the doctor's own. */
  readonly paramsOf: (route: string) => Readonly<Record<string, string>>;
  readonly foreignCode: string;
}

async function seed(): Promise<Seeded> {
  const here = await openTestWorld();
  const codeOf = async (login: 'meera' | 'arjun') =>
    (await here.db.selectFrom('master_booking').select('code').where('patient_id', '=', (await here.accountOf(login)).id).executeTakeFirstOrThrow()).code;
  const params = { code: await codeOf('meera'), slug: here.world.doctors.rao.slug, clinic: here.world.clinics.indiranagar.slug, file: 'bookings.csv', list: 'clinics', day: daysAgo(1) };
  const payoutId = await findPayout(here);
  const payouts = { 'provider.earnings.': { payoutId }, 'admin.payouts.': { id: payoutId } };
  const ids = { ...(await findIds(here)), 'visits.$code.receipts.': await findReceipt(here), ...payouts };
  return {
    here,
    signIn: async (role) => (role === 'guest' ? '' : here.cookieOf(LOGIN_OF[role])),
    paramsOf: (route) => ({ ...params, ...Object.entries(ids).find(([prefix]) => route.startsWith(prefix))?.[1] }),
    foreignCode: await codeOf('arjun'),
  };
}

/** What `$id` stands for, by the beginning of the route. The seeded world has no refund, so one is asked for. */
async function findIds({ db, accountOf }: TestWorld): Promise<Record<string, { id: string }>> {
  const event = await db.selectFrom('webhook_event').select('id').executeTakeFirstOrThrow();
  const confirmed = db.selectFrom('individual_booking').selectAll().where('status', '=', 'confirmed').where('paid_paise', '>', 0);
  const booking = await confirmed.where('provider_id', '=', (await accountOf(LOGIN_OF.doctor)).provider_id!).executeTakeFirstOrThrow();
  const { id: adminId } = await accountOf(LOGIN_OF.admin);
  const wish = { masterBookingId: booking.master_booking_id, partId: booking.id, amountPaise: 100, expectedRemainderPaise: booking.paid_paise, reason: 'complaint', note: 'a late start', alsoCancel: false } as const;
  const returned = await overrideRefund(db, { adminId, wish, now: new Date() });
  expect(returned).toMatchObject({ ok: true });
  const refund = await db.selectFrom('refund').select('id').executeTakeFirstOrThrow();
  const document = await findDocument(db, booking.provider_id);
  return {
    'admin.webhooks.': { id: event.id }, 'admin.jobs.': { id: '1' }, 'admin.refunds.': { id: refund.id }, 'admin.providers.': { id: booking.provider_id }, 'admin.documents.': document, 'admin.discrepancies.': await putOpenDay(db),
    'provider.bookings.': { id: booking.id }, 'provider.account.documents.': document,
    'provider.schedule.rules.': await findRule(db, booking.provider_id), 'provider.schedule.services.': { id: booking.service_id },
    ...(await findSettings(db, booking)),
  };
}

/** What the desk can change of one booking's world. */
async function findSettings(db: TestWorld['db'], booking: { provider_id: string; service_id: string; clinic_id: string }): Promise<Record<string, { id: string }>> {
  const { policy_id } = await db.selectFrom('service').select('policy_id').where('id', '=', booking.service_id).executeTakeFirstOrThrow();
  const firstOf = async (table: 'coupon' | 'specialisation' | 'patient') => db.selectFrom(table).select('id').executeTakeFirstOrThrow();
  return {
    'admin.settings.policies.': { id: policy_id }, 'admin.settings.services.': { id: booking.service_id }, 'admin.settings.commissions.': { id: booking.provider_id },
    'admin.settings.clinics.': { id: booking.clinic_id }, 'admin.settings.providers.': { id: booking.provider_id }, 'admin.settings.coupons.': await firstOf('coupon'),
    'admin.settings.specialisations.': await firstOf('specialisation'), 'admin.settings.people.': await firstOf('patient'),
  };
}

/** Leave or an extra session of the doctor's; weekly hours are not removed one by one. */
async function findRule(db: TestWorld['db'], providerId: string): Promise<{ id: string }> {
  return db.selectFrom('schedule_rule').select('id').where('provider_id', '=', providerId).where('kind', '!=', 'weekly').executeTakeFirstOrThrow();
}

/** A paper of the doctor's, which the seeded world has none of. */
async function findDocument(db: TestWorld['db'], providerId: string): Promise<{ id: string }> {
  const paper = { providerId, accountId: providerId, kind: 'pan', fileName: 'pan.pdf', content: Buffer.from('%PDF-1.7'), now: new Date() } as const;
  const uploaded = await uploadDocument({ db, seal: createSeal(TEST_BANK_DATA_KEYS) }, paper);
  if (!uploaded.ok) throw new Error(uploaded.refusal.message);
  return { id: uploaded.value.documentId };
}

/** A payout of the doctor's own, by a booking of another patient's that was given on its day. */
async function findPayout({ db, accountOf }: TestWorld): Promise<string> {
  const { id: accountId, provider_id: providerId } = await accountOf(LOGIN_OF.doctor);
  const part = await db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .select(['part.id', 'part.starts_at'])
    .where('part.provider_id', '=', providerId!)
    .where('part.status', '=', 'confirmed')
    .where('part.paid_paise', '>', 0)
    .where('master.patient_id', '!=', (await accountOf(LOGIN_OF.patient)).id)
    .orderBy('part.starts_at', 'desc')
    .executeTakeFirstOrThrow();
  const done = await completeBooking(db, { bookingId: part.id, providerId, actor: { kind: 'provider', id: accountId }, now: part.starts_at });
  if (!done.ok) throw new Error(done.refusal.message);
  const payout = await db.selectFrom('payout').select('id').where('individual_booking_id', '=', part.id).executeTakeFirstOrThrow();
  return payout.id;
}

/** A receipt of the patient's own, which the seeded world has none of. */
async function findReceipt({ db, accountOf }: TestWorld): Promise<{ code: string; cancellationId: string }> {
  const { id } = await accountOf(LOGIN_OF.patient);
  const part = await db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .select(['part.id', 'master.code', 'master.id as masterBookingId'])
    .where('master.patient_id', '=', id)
    .where('part.status', '=', 'confirmed')
    .where('part.service_kind', '=', 'lab_test')
    .executeTakeFirstOrThrow();
  const actor = { kind: 'patient', id } as const;
  const quote = await quoteCancellation(db, { masterBookingId: part.masterBookingId, partIds: [part.id], followUps: null, actor, now: new Date() });
  if (!quote.ok) throw new Error(quote.refusal.message);
  const done = await cancelBookings(db, { quoteId: quote.value.id, actor, reason: 'patient_asked', note: null, now: new Date() });
  if (!done.ok) throw new Error(done.refusal.message);
  return { code: part.code, cancellationId: done.value.cancellationId };
}

let callers = 0;

/** The answer to one call, whether returned or thrown. Every caller has an address of their own, out of reach of rate limits. */
async function ask({ route, door, call }: Passage, cookie: string, params: Readonly<Record<string, string>>): Promise<Response> {
  const path = `/${route.replaceAll(/\$(\w+)/g, (_, name: string) => params[name] ?? '').replaceAll('.', '/')}`;
  const request = door === 'loader' ? getRequest(path, cookie) : postRequest(path, {}, cookie);
  callers += 1;
  try {
    const answer = await call({ request, params, context: { clientAddress: `203.0.113.${callers % 250}` } });
    return await asRead(answer);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

function mayPass({ who }: Rule, role: Role): boolean {
  return who === 'anyone' || who === role || (who === 'signed in' && role !== 'guest');
}

const passages = await readPassages();
let world: Seeded;
beforeAll(async () => {
  world = await seed();
});
afterAll(() => world.here.close());

test('every loader and action is on the list, and the list names nothing else', () => {
  expect(unlisted(passages)).toEqual([]);
  const listed = Object.entries(MAY).flatMap(([route, doors]) => Object.keys(doors).map((door) => `${route} ${door}`));
  expect(listed.toSorted()).toEqual(passages.map(({ route, door }) => `${route} ${door}`).toSorted());
});

test('a new route is named in a sentence', () => {
  expect(unlisted([{ route: 'admin.secrets', door: 'action' }])).toEqual([
    'app/routes/admin.secrets has an action, and MAY in app/who-may.ts does not say who may call it',
  ]);
});

test('every $name in a route’s id has a seeded value', () => {
  const names = passages.flatMap(({ route }) => [...route.matchAll(/\$(\w+)/g)].map((match) => ({ route, name: match[1]! })));
  expect(names.filter(({ route, name }) => !world.paramsOf(route)[name])).toEqual([]);
});

const listed = passages.flatMap((passage) => {
  const rule = MAY[passage.route]?.[passage.door];
  return rule ? [{ ...passage, rule }] : [];
});

describe.each(listed)('the $door of $route', ({ rule, ...passage }) => {
  test.each(ROLES)('meets the %s', async (role) => {
    const answer = await ask(passage, await world.signIn(role), world.paramsOf(passage.route));
    if (mayPass(rule, role)) {
      expect(answer.headers.get('Location') ?? '').not.toMatch(/^\/sign-in/);
      if (answer.status >= 400) expect(answer.status).toBe(rule.refusal);
    } else if (role === 'guest') {
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, expect.stringMatching(/^\/sign-in\?next=/)]);
    } else {
      expect([answer.status, await answer.text()]).toEqual([404, 'Not Found']);
    }
  });
});

const OWN = listed.filter(({ route, rule }) => route.includes('$code') && rule.who === 'patient');

test.each(OWN)('the $door of $route tells nobody whether a visit of somebody else’s exists', async (passage) => {
  const facts = async (code: string) => {
    const answer = await ask(passage, await world.signIn('patient'), { ...world.paramsOf(passage.route), code });
    return { status: answer.status, body: await answer.text(), headers: [...answer.headers] };
  };
  const foreign = await facts(world.foreignCode);
  expect(foreign.status).toBe(404);
  expect(foreign).toEqual(await facts('0000-0000-0000'));
});
