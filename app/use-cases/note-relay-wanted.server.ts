import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';

/** An admin has the outbox handed to the queue now instead of with the next minute's round. The nudge itself is the caller's. */
export async function noteRelayWanted(db: Database, { adminId, waiting, now }: { readonly adminId: string; readonly waiting: number; readonly now: Date }): Promise<void> {
  await writeAudit(db, { actorKind: 'admin', actorId: adminId, verb: 'relay_outbox', subjectKind: 'outbox', subjectId: 'outbox', after: { waiting }, at: now });
}
