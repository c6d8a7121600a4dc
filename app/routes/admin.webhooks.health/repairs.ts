import type { Looked } from '#app/domain/watchdog.ts';
import type { WatchFinding } from '#db/watch-findings.ts';

/** Counts of what was taken in although no event told it. */
export function repairsOf(finding: Pick<WatchFinding, 'repaired_payments' | 'repaired_refunds' | 'repaired_payouts' | 'repaired_loads'>): Omit<Looked, 'missedAt'> {
  return { payments: finding.repaired_payments, refunds: finding.repaired_refunds, payouts: finding.repaired_payouts, loads: finding.repaired_loads };
}
