import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { lookAtRefunds } from '#app/use-cases/look-at-refunds.server.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import type { Settings } from '../../razorpay-emulator/settings.ts';
import type { Planned, Stage } from '../stage.ts';

const BANK_TAKES_MINUTES = 3 * DAY_MINUTES;
/** When a refund that Razorpay has no balance for is tried: after 1, 5, 15 and 60 minutes; the next is 4 hours later. */
const TRIED_AFTER_MINUTES = [0, 1, 6, 21, 81] as const;
/** What fails at the emulator's bank, as at that of Razorpay's test mode. */
const FAILING_PAISE = 2_468;
const BANK_FAILS_SECONDS = 11;

/** Each state of a refund that lasts while somebody looks. `sending` is over with the call; processed ones are in the month. */
export function refundsUnderWay(stage: Stage): void {
  onItsWay(stage);
  withoutBalance(stage);
  withoutAnswer(stage);
  notTakenByTheBank(stage);
}

/** Meera has cancelled the blood test of her next visit, and her bank takes days. */
function onItsWay(stage: Stage): void {
  stage.begin('a refund on its way to the bank');
  const { meeraId } = stage;
  const visit = stage.book(meeraId, [stage.coming(stage.offer('dr-vikram-iyer'), meeraId, stage.ago(-3 * DAY_MINUTES)), stage.coming(stage.offer('pulse-diagnostics', 'lab_test', 'Thyroid profile'), meeraId, stage.ago(-3 * DAY_MINUTES))], stage.ago(DAY_MINUTES + 130));
  patientCancels(stage, visit, { line: 1, minutes: 70 }, async (refundId, now) => {
    await withSettings(stage, { refundMode: 'pending', refundSettleMinutes: BANK_TAKES_MINUTES }, () => sendRefund(stage.world, { refundId, now }));
  });
}

/** `requested` waits for what passes, so it does not stand still for ever: in four hours it is tried again, and sent. */
function withoutBalance(stage: Stage): void {
  stage.begin('a refund that waits for balance');
  const visit = comingVisit(stage, stage.nextDoctor());
  patientCancels(stage, visit, { line: 0, minutes: TRIED_AFTER_MINUTES.at(-1)! + 4 }, async (refundId, now) => {
    await withSettings(stage, { lowBalance: 'clear' }, async () => {
      for (const minutes of TRIED_AFTER_MINUTES) await sendRefund(stage.world, { refundId, now: minutesAfter(now, minutes) });
    });
  });
}

/**
 * `outcome_unknown` is asked about every minute, and cannot stand still while Razorpay answers. So it does not, about
 * this one payment, until somebody takes the fault away on the emulator's control page.
 */
function withoutAnswer(stage: Stage): void {
  stage.begin('a refund without an answer');
  const { admin } = stage.world.emulator;
  const visit = comingVisit(stage, stage.nextDoctor());
  patientCancels(stage, visit, { line: 0, minutes: 47 }, async (refundId, now) => {
    const path = `/v1/payments/${visit.lived!.gatewayPaymentId}`;
    await admin.setFault({ kind: 'reset', method: 'POST', path: `${path}/refund`, times: 1 });
    await admin.setFault({ kind: 'bad_gateway_before_commit', method: 'GET', path: `${path}/refunds`, times: 'always' });
    await sendRefund(stage.world, { refundId, now });
  });
}

/** Failed at the bank: a person asks the patient for an account, or sends it again. */
function notTakenByTheBank(stage: Stage): void {
  stage.begin('a refund that a bank did not take');
  const offer = stage.offer(stage.nextDoctor());
  const visit = stage.given(offer, stage.patientNear(offer), stage.ago(DAY_MINUTES + 60));
  stage.deed(visit, stage.ago(200), { kind: 'goodwill', line: 0, shareBps: null, exactPaise: FAILING_PAISE });
  stage.at(stage.ago(199), async () => {
    await stage.world.emulator.admin.advance(BANK_FAILS_SECONDS);
    await lookAtRefunds(stage.world, { gatewayPaymentId: visit.lived!.gatewayPaymentId!, now: stage.ago(199) });
  });
}

function comingVisit(stage: Stage, doctor: string): Planned {
  const offer = stage.offer(doctor);
  const patientId = stage.patientNear(offer);
  return stage.book(patientId, [stage.coming(offer, patientId, stage.ago(-3 * DAY_MINUTES))], stage.ago(DAY_MINUTES + 90));
}

/** The patient cancels one part; what becomes of the refund is the situation's. */
function patientCancels(stage: Stage, visit: Planned, { line, minutes }: { readonly line: number; readonly minutes: number }, sent: (refundId: string, now: Date) => Promise<void>): void {
  const { world } = stage;
  const now = stage.ago(minutes);
  stage.at(now, async () => {
    const { masterBookingId, partIds, patientId } = visit.lived!;
    const actor = { kind: 'patient' as const, id: patientId };
    const quote = await quoteCancellation(world.db, { masterBookingId, partIds: [partIds[line]!], followUps: 'cancel', actor, now });
    if (!quote.ok) throw new Error(quote.refusal.message);
    const done = await cancelBookings(world.db, { quoteId: quote.value.id, actor, reason: 'patient_unwell', note: null, now });
    if (!done.ok) throw new Error(done.refusal.message);
    const refund = await world.db.selectFrom('refund').select('id').where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
    await sent(refund.id, now);
  });
}

/** The emulator's switches, for as long as one thing takes. */
async function withSettings(stage: Stage, change: Partial<Settings>, work: () => Promise<void>): Promise<void> {
  const { admin } = stage.world.emulator;
  const { settings } = await admin.state(1);
  const before = Object.fromEntries(Object.keys(change).map((name) => [name, settings[name as keyof Settings]]));
  await admin.setSettings(change);
  try {
    await work();
  } finally {
    await admin.setSettings(before);
  }
}
