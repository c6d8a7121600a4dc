import type { Outcome } from '#app/domain/refusal.ts';
import { askAgainAboutDiscrepancy } from '#app/use-cases/ask-again-about-discrepancy.server.ts';
import { linkDiscrepancy } from '#app/use-cases/link-discrepancy.server.ts';
import { acceptTheirs, escalateDiscrepancy, ignoreDiscrepancy } from '#app/use-cases/resolve-discrepancy.server.ts';
import type { Database } from '#db/client.ts';
import type { Verdict } from './schema.ts';

/** The use-case of each button. */
export function decide(db: Database, verdict: Verdict, by: { readonly discrepancyId: string; readonly adminId: string; readonly now: Date }): Promise<Outcome<unknown>> {
  if (verdict.intent === 'link') return linkDiscrepancy(db, { ...by, reason: verdict.linkReason, linkedTo: verdict.linkedTo });
  const verbs = { accept: acceptTheirs, ask: askAgainAboutDiscrepancy, ignore: ignoreDiscrepancy, escalate: escalateDiscrepancy };
  return verbs[verdict.intent](db, { ...by, reason: verdict.reason });
}
