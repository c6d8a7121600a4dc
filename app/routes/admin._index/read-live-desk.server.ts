import { createHash } from 'node:crypto';
import type { SerializeFrom } from '@remix-run/node';
import { instantOf, localDateOf } from '#app/domain/appointment-time.ts';
import type { QueueNudge } from '#app/queue-nudge.server.ts';
import { listOpenDiscrepancies, readDesk } from '#db/admin-desk.ts';
import { readPayoutDesk } from '#db/admin-payouts.ts';
import type { Database } from '#db/client.ts';
import { readFailures } from '#db/desk-failures.ts';
import { readSignals } from '#db/desk-signals.ts';
import { readBalances } from '#db/ledger-balances.ts';
import { listOpenFindings } from '#db/watch-findings.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

const DISCREPANCIES_SHOWN = 10;
/** RazorpayX's balance is read every minute; only one that was not for this long is told apart. */
const BALANCE_FRESH_MS = 10 * 60_000;

/** Everything on the desk that is kept up to date, as JSON carries it, with a digest that is another when any of it is. */
export async function readLiveDesk({ db, nudge }: { readonly db: Database; readonly nudge: Pick<QueueNudge, 'readDepth'> }, now: Date) {
  const dayStart = instantOf(localDateOf(now, DESK_ZONE), 0, DESK_ZONE);
  const [figures, payouts, failures, signals, balances, jobs, discrepancies, silences] = await Promise.all([
    readDesk(db, { now, dayStart }),
    readPayoutDesk(db),
    readFailures(db, now),
    readSignals(db, now),
    readBalances(db, { now, dayStart }),
    nudge.readDepth(),
    listOpenDiscrepancies(db, DISCREPANCIES_SHOWN),
    listOpenFindings(db),
  ]);
  const parked = { payoutsParked: payouts.needsAttention.count, payoutsParkedPaise: payouts.needsAttention.paise };
  const readAt = payouts.balance?.readAt;
  // A time that moves by itself each minute would make the digest move with it.
  const balanceStaleSince = readAt && now.getTime() - readAt.getTime() > BALANCE_FRESH_MS ? readAt : null;
  const desk = { ...figures, ...parked, payouts: { ...payouts, balance: payouts.balance?.paise ?? null, balanceStaleSince }, failures, signals, balances, jobs, openDiscrepancies: discrepancies, silences };
  const text = JSON.stringify(desk);
  return { desk: JSON.parse(text) as SerializeFrom<typeof desk>, digest: createHash('sha256').update(text).digest('base64url').slice(0, 16) };
}

export type LiveDesk = Awaited<ReturnType<typeof readLiveDesk>>['desk'];
