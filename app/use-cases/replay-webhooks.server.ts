import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { REPLAY_EVENTS_MAX } from '#app/domain/webhook-bounds.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { tryInTransaction } from '#db/transaction.ts';

export type ReplayRefusal = Refusal<'none_chosen' | 'too_many' | 'no_such_event'>;

/**
 * Has stored events looked at anew, in whatever state they are. An event only says what to ask Razorpay about, and what
 * Razorpay answers is settled by state: so one that was applied already changes nothing, and two admins at once do no
 * more than one. Back to `received`, because `apply-webhook` passes over what is settled.
 */
export async function replayWebhooks(
  db: Database,
  order: { readonly eventIds: readonly string[]; readonly adminId: string; readonly reason: string | null; readonly now: Date },
): Promise<Outcome<{ readonly replayed: number }, ReplayRefusal>> {
  const { adminId, reason, now } = order;
  const ids = [...new Set(order.eventIds)];
  if (ids.length === 0) return refused({ code: 'none_chosen', message: 'Tick the events to apply again.' });
  if (ids.length > REPLAY_EVENTS_MAX) return refused({ code: 'too_many', message: `At most ${REPLAY_EVENTS_MAX} events at once. Nothing was queued.` });
  return tryInTransaction<{ replayed: number }, ReplayRefusal>(db, async (trx) => {
    const events = await trx.selectFrom('webhook_event').select(['id', 'state', 'error']).where('id', 'in', ids).orderBy('id').forUpdate().execute();
    if (events.length < ids.length) return refused({ code: 'no_such_event', message: 'One of these events is not in our inbox. Nothing was queued; look again.' });
    await trx.updateTable('webhook_event').set({ state: 'received', error: null, settled_at: null }).where('id', 'in', ids).execute();
    await leaveMessages(trx, events.map(({ id }) => ({ task: 'apply-webhook', payload: { webhookEventId: id } })), now);
    for (const { id, state, error } of events) {
      await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'replay_webhook', subjectKind: 'webhook_event', subjectId: id, before: { state, error }, after: { state: 'received' }, ...(reason && { reason }), at: now });
    }
    return accepted({ replayed: events.length });
  });
}
