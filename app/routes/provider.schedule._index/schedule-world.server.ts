import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { getRequest, postRequest, type TestPerson } from '#app/auth/test-people.ts';
import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { freeTimesOn, tickSpan } from '#app/domain/availability.ts';
import { getBookingWindow } from '#db/booking-windows.ts';
import { LOGINS, type LoginKey } from '#db/demo-logins.ts';
import { findCalendars } from '#db/free-times.ts';
import { ZONE } from '#db/seed/places.ts';
import { openVisitWorld, type Wish } from '../visit/visit-world.server.ts';
import type { ChangeAnswer } from './answer-change.server.ts';
import { loader } from './route.tsx';

type Action = (args: ActionFunctionArgs) => Promise<Response>;
type Loader = (args: LoaderFunctionArgs) => Promise<Response>;
type Params = Readonly<Record<string, string>>;

/** For the tests of the schedule's pages: the named world, its providers' sessions, and a fresh start for each test. */
export async function openScheduleWorld() {
  const world = await openVisitWorld();
  const { db } = world;
  const rules = await db.selectFrom('schedule_rule').selectAll().execute();
  const accountOf = (login: LoginKey) => db.selectFrom('account').selectAll().where('email', '=', LOGINS[login].email).executeTakeFirstOrThrow();

  async function cookieOf(login: LoginKey): Promise<string> {
    return world.cookieOf((await accountOf(login)) as unknown as TestPerson);
  }

  /** Nothing is booked, every rule is as it was seeded, and nobody has changed anything. */
  async function startOver(): Promise<void> {
    for (const table of ['calendar_claim', 'individual_booking', 'payment_transaction', 'coupon_redemption', 'basket', 'schedule_rule', 'audit_log'] as const) await db.deleteFrom(table).execute();
    await db.insertInto('schedule_rule').values(rules).execute();
  }

  /** What the page answers to a form; a Response that is thrown counts as its answer. */
  async function post(action: Action, fields: Record<string, string>, { login = 'rao', params = {} }: { login?: LoginKey; params?: Params } = {}) {
    const request = postRequest('/provider/schedule', fields, await cookieOf(login));
    const answer = await answerOf(action({ request, params, context: {} }));
    const body = answer.headers.get('Content-Type')?.includes('json') ? ((await answer.json()) as ChangeAnswer) : null;
    return { status: answer.status, location: answer.headers.get('Location'), body };
  }

  async function look<T>(page: Loader, { login = 'rao', params = {} }: { login?: LoginKey; params?: Params } = {}) {
    const answer = await answerOf(page({ request: getRequest('/provider/schedule', await cookieOf(login)), params, context: {} }));
    return { status: answer.status, body: (answer.status === 200 ? await answer.json() : null) as T };
  }

  async function overview(login: LoginKey = 'rao') {
    const answer = await loader({ request: getRequest('/provider/schedule', await cookieOf(login)), params: {}, context: {} });
    return answer.json();
  }

  const audited = () => db.selectFrom('audit_log').selectAll().orderBy('at').execute();
  const partsOf = (masterBookingId: string) => db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', masterBookingId).execute();

  /** A paid consultation with its part. */
  async function sell(wish: Wish, patient = world.patient) {
    const visit = await world.book(patient, [wish]);
    const part = (await partsOf(visit.masterBookingId))[0]!;
    return { ...visit, part, date: localDateOf(part.starts_at, ZONE) };
  }

  /** What a patient could choose now. */
  async function freeOn(service: Wish['service'], clinicId: string, date: LocalDate): Promise<Date[]> {
    const now = new Date();
    const span = tickSpan(date, 1, ZONE);
    const calendarOf = await findCalendars(db, { providerIds: [service.provider_id], fromTick: span.from, beforeTick: span.before, now });
    const minutes = { durationMinutes: service.duration_minutes, bufferMinutes: service.buffer_minutes };
    const query = { service: minutes, window: await getBookingWindow(db, service.provider_id), clinic: { id: clinicId, zone: ZONE }, date, now };
    return freeTimesOn({ ...query, ...calendarOf(service.provider_id) }).map(({ startsAt }) => startsAt);
  }

  return { ...world, accountOf, providerCookie: cookieOf, startOver, post, look, overview, audited, partsOf, sell, freeOn };
}

async function answerOf(work: Promise<Response>): Promise<Response> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}
