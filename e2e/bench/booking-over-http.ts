import { openSession } from '#app/auth/session.server.ts';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { createEmulatorAdmin, type EmulatorAdmin, type Paid } from '../razorpay-emulator/admin-client.ts';
import type { BenchWorld, BookingDatabase } from './bench-world.ts';
import { CLIENTS } from './booking.ts';
import { runClients } from './clients.ts';
import { difference, readCpuSeconds, shares } from './cpu-time.ts';
import { postForm, postJson, requireStatus } from './http-client.ts';
import { columnsOf, interleave, medianRatio } from './interleave.ts';
import { judged, type Finding } from './measure.ts';
import { proveSameRows } from './model-visit.ts';
import { plain } from './statistics.ts';
import { assertGrowth, countRows } from './visit-rows.ts';
import type { VisitToBook } from './visits-to-book.ts';

const TARGET = 0.2;
const VISITS_PER_SECOND = { ours: 250, bare: 700 };
const SEE_OTHER = 303;

interface SignedInVisit extends VisitToBook {
  readonly cookie: string;
}

/**
 * The same through the web process: the hold as the signed-in patient's form post, the payment as checkout's signed
 * callback. Paying at the emulator in between is the patient's time, not ours, and is not counted; the order and the
 * look at the payments, which our process asks of the emulator, are.
 */
export async function measureBookingOverHttp(world: BenchWorld): Promise<Finding[]> {
  const { bookings, surroundings, rounds, seconds } = world;
  const admin = createEmulatorAdmin(surroundings.emulatorOrigin);
  await silenceWebhooks(admin);
  const { model, perVisit } = await proveSameRows(bookings);
  const bare = await world.startBareServer();
  const web = await world.startWeb(bookings.url);
  requireStatus(await postJson(`${bare.origin}/model`, { masterBookingId: model.master_booking[0]!.id }), 200, 'the bare server');

  const used: Record<string, number>[] = [];
  const timed = async (work: () => Promise<number>): Promise<number> => {
    const before = readCpuSeconds(surroundings.folder);
    const took = await work();
    used.push(difference(before, readCpuSeconds(surroundings.folder)));
    return took;
  };
  const bookOurs = async (length: number): Promise<number> => {
    const visits = await signIn(bookings, await bookings.visits.threePart(Math.ceil(VISITS_PER_SECOND.ours * length)));
    const before = await countRows(bookings.pool);
    const held: SignedInVisit[] = [];
    const holding = await timed(async () => (await runClients(CLIENTS, visits.values(), (visit) => hold(surroundings.publicOrigin, visit).then(() => void held.push(visit)), length)).seconds);
    const paid = await payAll(admin, bookings, held);
    const confirming = await timed(async () => (await runClients(CLIENTS, paid.values(), (payment) => comeBack(surroundings.publicOrigin, payment))).seconds);
    assertGrowth(before, await countRows(bookings.pool), perVisit, held.length);
    return held.length / (holding + confirming);
  };
  const bookBare = async (length: number): Promise<number> => {
    const visits = await bookings.visits.threePart(Math.ceil(VISITS_PER_SECOND.bare * length));
    const before = await countRows(bookings.pool);
    const held: VisitToBook[] = [];
    const holding = await runClients(CLIENTS, visits.values(), async (visit) => void held.push(await tell(`${bare.origin}/hold`, visit)), length);
    const confirming = await runClients(CLIENTS, held.values(), async ({ basketId }) => void (await tell(`${bare.origin}/confirm`, { basketId })));
    assertGrowth(before, await countRows(bookings.pool), perVisit, held.length);
    return held.length / (holding.seconds + confirming.seconds);
  };

  await bookOurs(1);
  await bookBare(1);
  used.length = 0;
  const compared = await interleave(rounds, () => bookOurs(seconds), () => bookBare(seconds));
  await Promise.all([web.stop(), bare.stop()]);
  const share = shares(used);
  console.log(`    CPU while ours is timed: ${Object.entries(share).map(([name, part]) => `${name} ${plain(part * 100)} %`).join(', ')}`);
  return [
    {
      measure: `hold + confirm over HTTP, signed in (emulator ${plain((share.emulator ?? 0) * 100)} % of CPU)`,
      ...columnsOf(compared),
      target: '≥ 0.2, aim 0.4',
      verdict: judged(medianRatio(compared) >= TARGET),
    },
  ];
}

/** Their answers would be work of the web process that no callback is waiting for. */
async function silenceWebhooks(admin: EmulatorAdmin): Promise<void> {
  const { endpoints } = await admin.state(1);
  for (const { id } of endpoints) await admin.removeWebhook(id);
}

async function signIn({ db }: BookingDatabase, visits: readonly VisitToBook[]): Promise<SignedInVisit[]> {
  const signedIn: SignedInVisit[] = [];
  await runClients(CLIENTS, visits.values(), async (visit) => {
    const session = await openSession(db, { account: { id: visit.patientId, role: 'patient', name: 'Bench Patient' }, userAgent: 'bench', now: new Date() });
    const basket = await writeBasketCookie({ id: visit.basketId, count: visit.parts.length });
    signedIn.push({ ...visit, cookie: [session, basket].map((cookie) => cookie.split(';')[0]).join('; ') });
  });
  return signedIn;
}

async function hold(origin: string, { cookie }: SignedInVisit): Promise<void> {
  const answer = requireStatus(await postForm(`${origin}/visit`, { intent: 'hold' }, { cookie, origin }), SEE_OTHER, 'the hold');
  if (!/^\/visits\/[^/]+\/pay$/.test(answer.headers.location ?? '')) throw new Error(`the hold led to ${answer.headers.location}`);
}

async function payAll(admin: EmulatorAdmin, { db }: BookingDatabase, held: readonly SignedInVisit[]): Promise<Paid[]> {
  const orders = await db
    .selectFrom('payment_transaction as payment')
    .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
    .select('payment.gateway_order_id')
    .where('master.patient_id', 'in', held.map((visit) => visit.patientId))
    .execute();
  const paid: Paid[] = [];
  await runClients(CLIENTS, orders.values(), async ({ gateway_order_id }) => void paid.push(await admin.pay({ order_id: gateway_order_id!, method: 'upi' })));
  if (paid.length !== held.length) throw new Error(`${held.length} visits were held and ${paid.length} paid`);
  return paid;
}

async function comeBack(origin: string, { razorpay_order_id, razorpay_payment_id, razorpay_signature }: Paid): Promise<void> {
  const answer = requireStatus(await postForm(`${origin}/payments/razorpay/callback`, { razorpay_order_id, razorpay_payment_id, razorpay_signature }), SEE_OTHER, 'the callback');
  if (!answer.headers.location?.includes('paid=1')) throw new Error(`the callback led to ${answer.headers.location}`);
}

async function tell<T>(url: string, value: T): Promise<T> {
  requireStatus(await postJson(url, value), 200, 'the bare server');
  return value;
}
