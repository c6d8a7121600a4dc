import { createHash } from 'node:crypto';
import type { ChangePreview, ChangeRow } from '#app/domain/change-preview.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database, Trx } from '#db/client.ts';
import { isDuplicateKey, tryInTransaction } from '#db/transaction.ts';

/** Who asks for a change of the settings, and why. */
export interface ChangeOrder {
  readonly adminId: string;
  readonly reason: string;
  /** Of the preview that is confirmed; null asks for a preview. */
  readonly token: string | null;
  readonly now: Date;
}

type Facts = Readonly<Record<string, unknown>>;

/** A change that would be right now; `write` is called in the same transaction, if it is confirmed. */
export interface PlannedChange {
  readonly verb: string;
  readonly subjectKind: string;
  /** Null for what is not there yet. */
  readonly subjectId: string | null;
  readonly before: Facts | null;
  readonly after: Facts;
  /** What is asked for, where `after` depends on the clock. */
  readonly wish?: Facts;
  readonly rows: readonly ChangeRow[];
  readonly effects: readonly string[];
  /** Returns the id of what was changed or made. */
  readonly write: () => Promise<string>;
}

/** `field` names the page's field that the refusal is about. */
export type ChangeRefusal = Refusal & { readonly field?: string };
export type PlanOutcome = Outcome<PlannedChange, ChangeRefusal>;
export type ChangeResult = { readonly done: true; readonly subjectId: string } | { readonly done: false; readonly preview: ChangePreview };

/**
 * The one way settings are changed. `plan` locks what it changes and says what would become of it; without a token that
 * is the answer. With the token of exactly this change it is written, and audited with before, after and reason. A token
 * of anything else means that the base has moved since it was looked at: the preview comes again and nothing is written.
 * A plan locks before it looks, so that what it found is still so when it is written.
 */
export async function makeChange(db: Database, order: ChangeOrder, plan: (trx: Trx) => Promise<PlanOutcome>): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  try {
    return await tryInTransaction<ChangeResult, ChangeRefusal>(db, async (trx) => {
      const planned = await plan(trx);
      if (!planned.ok) return planned;
      const change = planned.value;
      const rows = change.rows.filter(({ before, after }) => before !== after);
      if (rows.length === 0) return refused({ code: 'nothing_changes', message: 'Nothing would change: everything is like this already.' });
      const token = tokenOf(change);
      if (order.token !== token) return accepted({ done: false, preview: { rows, effects: change.effects, token, stale: order.token !== null } });
      return accepted({ done: true, subjectId: await write(trx, order, change) });
    });
  } catch (error) {
    // Two people made the same new thing at once; the key let one of them.
    if (isDuplicateKey(error)) return refused({ code: 'taken', message: 'Somebody has saved the same thing a moment ago. Look at it, and try again if it is not what you want.' });
    throw error;
  }
}

async function write(trx: Trx, { adminId, reason, now }: ChangeOrder, change: PlannedChange): Promise<string> {
  const subjectId = await change.write();
  const { verb, subjectKind, before, after } = change;
  await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb, subjectKind, subjectId, ...(before && { before }), after, reason, at: now });
  return subjectId;
}

/** No secret: whoever could forge it may make the change anyway. */
function tokenOf({ verb, subjectId, before, after, wish }: PlannedChange): string {
  return createHash('sha256').update(JSON.stringify([verb, subjectId, before, wish ?? after])).digest('base64url').slice(0, 32);
}
