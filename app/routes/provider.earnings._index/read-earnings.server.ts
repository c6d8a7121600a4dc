import { formatMonth, monthOf, monthsBetween, monthSpan } from '#app/domain/calendar-month.ts';
import { payoutStanding } from '#app/domain/payout-standing.ts';
import type { Database } from '#db/client.ts';
import type { PageTurn } from '#db/keyset.ts';
import { getPayeeStanding, listOwnOpenClawbacks, listOwnPayouts, sumOwnPayouts, type OwnPayoutRow, type PayoutsShown } from '#db/own-payouts.ts';
import { findPayoutPause } from '#db/payout-pause.ts';
import { getPractice } from '#db/provider-days.ts';
import { zoneOf } from '../provider/diary-entry.ts';

/** Statements of the last two years are a click away; older ones have the same address. */
const MONTHS_OFFERED = 24;

interface EarningsQuery {
  readonly providerId: string;
  readonly shown: PayoutsShown | undefined;
  readonly turn: PageTurn;
  readonly now: Date;
}

/** A provider's money as it stands now: the sums, one page of payouts, each with why it is not paid yet, and what is taken back. */
export async function readEarnings(db: Database, { providerId, shown, turn, now }: EarningsQuery) {
  const { clinics } = await getPractice(db, providerId);
  const zone = zoneOf(clinics);
  const month = monthOf(now, zone);
  const [sums, page, clawbacks, world] = await Promise.all([
    sumOwnPayouts(db, { providerId, ...monthSpan(month, zone) }),
    listOwnPayouts(db, { providerId, shown }, turn),
    listOwnOpenClawbacks(db, providerId),
    readPayingWorld(db, providerId, now, zone),
  ]);
  const first = sums.firstAt === null ? month : monthOf(sums.firstAt, zone);
  return {
    zone, sums, clawbacks, newer: page.newer, older: page.older,
    rows: page.rows.map((row) => ({ ...row, standing: payoutStanding({ ...questionOf(row), ...world }) })),
    months: monthsBetween(first, month, MONTHS_OFFERED).map((value) => ({ value, label: formatMonth(value) })),
    monthName: formatMonth(month),
  };
}

/** What besides a payout itself decides when it is paid. */
export async function readPayingWorld(db: Database, providerId: string, now: Date, zone: string) {
  const [payee, pause] = await Promise.all([getPayeeStanding(db, providerId), findPayoutPause(db, now)]);
  return { payee, pausedUntil: pause?.until ?? null, now, zone };
}

function questionOf(row: OwnPayoutRow) {
  const { attempt_status: status, attempt_mode: mode, attempt_started_at: startedAt } = row;
  return {
    status: row.status,
    holdReason: row.hold_reason,
    lastReason: row.last_reason,
    nextTryAt: row.next_try_at,
    amountPaise: row.amount_paise,
    latestAttempt: status !== null && mode !== null && startedAt !== null ? { status, mode, startedAt } : null,
  };
}
