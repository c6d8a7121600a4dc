import { addDays, instantOf, minutesAfter, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, CLOCK_SLACK_MINUTES, SETTLED_WITHIN_DAYS, SETTLEMENT_CYCLE_DAYS, type Difference } from '#app/domain/reconciliation.ts';
import { noteDifferences } from '#db/discrepancies.ts';
import { countDaysRead, findPaymentsNotSettled, findPayoutsNotOnStatement, findRefundsNotSettled, findReturnsNotOnStatement, inPages, type Unseen } from '#db/not-told.ts';
import { findOurPayments } from '#db/recon-items.ts';
import { inTransaction } from '#db/transaction.ts';
import type { DayRun } from './day-run.server.ts';

/**
 * What our books have and Razorpay's should have told by now: captures and refunds of the day that long ago, and
 * payouts of this day, an hour off so that two clocks beside midnight do not open a discrepancy.
 */
export async function findMissing(run: DayRun): Promise<void> {
  const { db } = run.world;
  const due = addDays(run.day, -SETTLED_WITHIN_DAYS);
  // A day between that nobody has closed may have settled it: what was not read cannot be missing.
  if ((await countDaysRead(db, due, run.day)) === SETTLED_WITHIN_DAYS) await findNotSettled(run, due);

  const shifted = (at: Date) => minutesAfter(at, -CLOCK_SLACK_MINUTES);
  const today = { from: shifted(instantOf(run.day, 0, BOOKS_ZONE)), until: shifted(instantOf(addDays(run.day, 1), 0, BOOKS_ZONE)) };
  for await (const payouts of inPages((after) => findPayoutsNotOnStatement(db, today, after))) {
    await note(run, 'statement', payouts.flatMap((payout) => missing(payout, -payout.paise, 'payout')));
  }
  for await (const returns of inPages((after) => findReturnsNotOnStatement(db, today, after))) await note(run, 'statement', returns.map(returnMissing));
}

async function findNotSettled(run: DayRun, due: LocalDate): Promise<void> {
  const { db } = run.world;
  const settledSince = addDays(due, SETTLEMENT_CYCLE_DAYS);
  const span = { from: instantOf(due, 0, BOOKS_ZONE), until: instantOf(addDays(due, 1), 0, BOOKS_ZONE) };
  for await (const payments of inPages((after) => findPaymentsNotSettled(db, span, settledSince, after))) {
    const ours = await findOurPayments(db, payments.map(({ id }) => id));
    await note(run, 'settlement', payments.flatMap(({ id, masterBookingId }) => {
      const { netPaise = 0 } = ours.get(id) ?? {};
      return missing({ id, masterBookingId, paise: netPaise }, netPaise, 'payment');
    }));
  }
  for await (const refunds of inPages((after) => findRefundsNotSettled(db, span, settledSince, after))) {
    const judged: Difference[] = [];
    for (const refund of refunds) judged.push(await judgeRefund(run, refund));
    await note(run, 'settlement', judged);
  }
}

async function note(run: DayRun, source: 'settlement' | 'statement', found: readonly Difference[]): Promise<void> {
  await inTransaction(run.world.db, (trx) => noteDifferences(trx, found, { ...run, source }));
}

function returnMissing({ id, masterBookingId, paise }: Unseen): Difference {
  return {
    kind: 'status_differs', subjectId: id, masterBookingId, expectedPaise: paise, actualPaise: 0, effectPaise: -paise,
    note: 'Our books have the money of this payout back, and RazorpayX’s statement does not.',
  };
}

/** `netPaise`: what it did to the account by our books, signed. */
function missing(unseen: Unseen, netPaise: number, what: string): Difference[] {
  return [{
    kind: 'missing_at_theirs', subjectId: unseen.id, masterBookingId: unseen.masterBookingId, expectedPaise: Math.abs(netPaise), actualPaise: 0, effectPaise: -netPaise,
    note: `We have this ${what}, and Razorpay has not told it where it should.`,
  }];
}

/** Not in any settlement: Razorpay may say by now that it failed after all. */
async function judgeRefund(run: DayRun, refund: Unseen & { readonly gatewayPaymentId: string }): Promise<Difference> {
  const [plain] = missing(refund, -refund.paise, 'refund');
  if (run.questions.left <= 0) return plain!;
  run.questions.left -= 1;
  const answer = await run.world.gateway.fetchRefunds(refund.gatewayPaymentId);
  const told = answer.kind === 'accepted' ? answer.value.find((each) => each.id === refund.id) : undefined;
  if (told === undefined || told.status === 'processed') return plain!;
  return { ...plain!, kind: 'status_differs', note: `We have this refund as sent to the bank; Razorpay says ${told.status}.` };
}
