import type { Actor } from '#app/domain/booking.ts';
import type { Database } from './client.ts';
import { newId } from './new-id.ts';

export interface AuditEntry {
  readonly actorKind: Actor;
  readonly actorId: string | null;
  readonly verb: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  /** UTC */
  readonly at: Date;
}

/** Who did what, to what, why. Append only; written in the transaction of the deed. */
export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      id: newId(),
      at: entry.at,
      actor_kind: entry.actorKind,
      actor_id: entry.actorId,
      verb: entry.verb,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      before_json: entry.before ? JSON.stringify(entry.before) : null,
      after_json: entry.after ? JSON.stringify(entry.after) : null,
      reason: entry.reason ?? null,
    })
    .execute();
}
