import type { Exported, LedgerLine, PayoutLine } from './read-exports.ts';

/** What the outside checker says about payouts. Amounts are paise. */
export function checkPayouts(exported: Exported): string[] {
  const { payouts, ledger } = exported;
  const entries = Map.groupBy(ledger.filter((line) => line.payoutId !== null), (line) => line.payoutId!);
  const earned = Map.groupBy(ledger.filter((line) => line.account === 'provider_payable' && EARNED_BY.has(line.event)), (line) => line.individualBookingId);
  return [
    ...payouts.flatMap((payout) => [...checkLine(payout), ...checkAttempts(payout), ...checkLedger(payout, entries.get(payout.payoutId) ?? []), ...checkEarning(payout, earned.get(payout.individualBookingId) ?? [])]),
    ...checkPerBooking(exported),
  ];
}

const EARNED_BY: ReadonlySet<string> = new Set(['booking_completed', 'booking_no_show', 'booking_cancelled']);

function say({ payoutId }: PayoutLine, what: string): string[] {
  return [`payout ${payoutId}: ${what}`];
}

function checkLine(payout: PayoutLine): string[] {
  const { grossPaise, commissionPaise, deductionsPaise, clawbackPaise, amountPaise } = payout;
  const parts = [grossPaise, commissionPaise, deductionsPaise, clawbackPaise, amountPaise];
  return [
    ...(grossPaise - commissionPaise - deductionsPaise - clawbackPaise === amountPaise ? [] : say(payout, `${grossPaise} − ${commissionPaise} − ${deductionsPaise} − ${clawbackPaise} is not ${amountPaise}`)),
    ...(parts.every((paise) => paise >= 0) ? [] : say(payout, `something is negative: ${parts.join(', ')}`)),
  ];
}

const ENDED = new Set(['processed', 'failed', 'reversed', 'cancelled', 'rejected', 'refused', 'not_found']);
/** Their bank reference may come days after they were carried out. */
const BATCHED = new Set(['NEFT', 'RTGS']);

/** Numbered without a gap; none begins before the one before it has ended; at most one has paid, and it has a bank reference. */
function checkAttempts(payout: PayoutLine): string[] {
  const { attempts, status, amountPaise } = payout;
  const paid = attempts.filter((attempt) => attempt.status === 'processed');
  const wrong = attempts.flatMap((attempt, index) => [
    ...(attempt.number === index + 1 ? [] : say(payout, `attempt ${attempt.number} stands in place ${index + 1}`)),
    ...((attempt.endedAt !== null) === ENDED.has(attempt.status) ? [] : say(payout, `attempt ${attempt.number} is ${attempt.status} and ended ${attempt.endedAt}`)),
    ...(index === 0 || (attempts[index - 1]!.endedAt ?? '~') <= attempt.startedAt ? [] : say(payout, `attempt ${attempt.number} began while ${index} was under way`)),
    ...(attempt.status !== 'processed' || attempt.utr !== null || BATCHED.has(attempt.mode) ? [] : say(payout, `attempt ${attempt.number} has paid without a bank reference`)),
  ]);
  const counted = status === 'processed' && amountPaise > 0 ? 1 : 0;
  return paid.length === counted ? wrong : [...wrong, ...say(payout, `it is ${status} over ${amountPaise}, and ${paid.length} attempts have paid`)];
}

/** Its own lines in the ledger: what has arrived, what is on the way, what was netted. */
function checkLedger(payout: PayoutLine, own: readonly LedgerLine[]): string[] {
  const { status, amountPaise, clawbackPaise, attempts } = payout;
  const on = (account: string, events: readonly string[]) => own.reduce((sum, line) => (line.account === account && events.includes(line.event) ? sum + line.amountPaise : sum), 0);
  const arrived = on('provider_payable', ['payout_settled', 'payout_reversed']);
  const onTheWay = own.reduce((sum, line) => (line.account === 'payouts_in_transit' ? sum + line.amountPaise : sum), 0);
  const left = -on('razorpayx_balance', ['payout_sent', 'payout_settled', 'payout_failed', 'payout_reversed']) - on('payout_fees', SENDING) - on('payout_fee_tax', SENDING);
  const netted = own.reduce((sum, line) => (line.event === 'clawback_netted' && line.amountPaise > 0 ? sum + line.amountPaise : sum), 0);
  const transit = attempts.some((attempt) => attempt.status === 'processing') ? amountPaise : 0;
  const paid = status === 'processed' ? amountPaise : 0;
  return [
    ...(arrived === paid ? [] : say(payout, `it is ${status} over ${amountPaise}, ${arrived} has arrived by the ledger`)),
    ...(onTheWay === transit ? [] : say(payout, `${transit} is on the way, ${onTheWay} by the ledger`)),
    ...(left === paid + transit ? [] : say(payout, `${paid + transit} has left RazorpayX, ${left} by the ledger`)),
    ...(netted === clawbackPaise ? [] : say(payout, `${clawbackPaise} was netted, ${netted} by the ledger`)),
  ];
}

const SENDING = ['payout_sent', 'payout_settled', 'payout_failed', 'payout_reversed'];

/** What the booking earned its provider is what the payout began with. */
function checkEarning(payout: PayoutLine, earned: readonly LedgerLine[]): string[] {
  const owed = -earned.reduce((sum, line) => sum + line.amountPaise, 0);
  const began = payout.grossPaise - payout.commissionPaise - payout.deductionsPaise;
  return owed === began ? [] : say(payout, `its booking earned ${owed}, it began with ${began}`);
}

/** One payout for each booking that earned something, with the booking's commission and the status that the booking shows. */
function checkPerBooking({ bookings, payouts, ledger }: Exported): string[] {
  const byBooking = Map.groupBy(payouts, (payout) => payout.individualBookingId);
  const twice = [...byBooking].flatMap(([id, own]) => (own.length === 1 ? [] : [`booking ${id} has ${own.length} payouts`]));
  const given = new Map<string, number>();
  for (const { event, account, individualBookingId, amountPaise } of ledger) {
    if (event === 'booking_completed' && individualBookingId !== null) given.set(individualBookingId, (given.get(individualBookingId) ?? 0) - (account === 'provider_payable' ? amountPaise : 0));
  }
  const wrong = bookings.flatMap((visit) => {
    // A cancellation may have moved money onto the parts that stayed: their commission is then not the one they were sold with.
    const moved = visit.lines.some((line) => line.status === 'cancelled');
    return visit.lines.flatMap((line) => {
      const payout = byBooking.get(line.individualBookingId)?.[0];
      const earned = given.get(line.individualBookingId) ?? 0;
      const name = `booking ${line.individualBookingId}`;
      return [
        ...((payout?.status ?? null) === line.payoutStatus ? [] : [`${name} shows its payout as ${line.payoutStatus}, it is ${payout?.status ?? 'not there'}`]),
        ...(line.status === 'completed' && earned > 0 && !payout ? [`${name} earned ${earned} and has no payout`] : []),
        ...(line.status === 'completed' && payout && !moved && payout.commissionPaise !== line.commissionPaise ? [`${name} was sold with a commission of ${line.commissionPaise}, paid with ${payout.commissionPaise}`] : []),
      ];
    });
  });
  return [...twice, ...wrong];
}
