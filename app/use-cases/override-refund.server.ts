import { z } from 'zod';
import { CANCEL_REASONS, type CancelReason } from '#app/domain/cancel-reason.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { formatPaise } from '#app/domain/money.ts';
import { OVERRIDE_LIMIT_PAISE } from '#app/domain/refund-bounds.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import { getCancellableParts, type VisitPart } from '#db/cancellable-parts.ts';
import type { Database, Trx } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { lockVisit } from '#db/visits-for-update.ts';
import { applyOverride } from './apply-override.server.ts';

/** What an admin wants returned of one part, beside the policy. Kept whole in an approval until a second admin decides. */
export const overrideWish = z.object({
  masterBookingId: z.string(),
  partId: z.string(),
  amountPaise: z.int().min(0),
  /** What could still be returned of the part, as the admin's screen showed it. */
  expectedRemainderPaise: z.int().min(0),
  reason: z.enum(Object.keys(CANCEL_REASONS) as [CancelReason, ...CancelReason[]]),
  note: z.string().min(3).max(500),
  alsoCancel: z.boolean(),
  /** Who bears a refund of a service that was given; its provider, by the share of the earning, unless told otherwise. */
  borneBy: z.enum(['provider', 'platform']).optional(),
});
export type OverrideWish = z.infer<typeof overrideWish>;

export type OverrideRefusal = Refusal<'no_such_part' | 'stale_screen' | 'too_much' | 'nothing_to_do' | 'same_admin' | 'already_decided'>;
export type OverrideResult = { readonly kind: 'requested' } | { readonly kind: 'waits_for_approval'; readonly approvalId: string };

/** Returns any amount up to what is left of a part; above the limit it waits for a second admin. A waiver of a kept fee is one too. */
export async function overrideRefund(
  db: Database,
  input: { readonly adminId: string; readonly wish: OverrideWish; readonly now: Date },
): Promise<Outcome<OverrideResult, OverrideRefusal>> {
  const { adminId, wish, now } = input;
  return tryInTransaction<OverrideResult, OverrideRefusal>(db, async (trx) => {
    const checked = await checkUnderLock(trx, wish);
    if (!checked.ok) return checked;
    if (wish.amountPaise > OVERRIDE_LIMIT_PAISE) {
      return accepted({ kind: 'waits_for_approval', approvalId: await askForApproval(trx, input) });
    }
    await applyOverride(trx, { wish, ...checked.value, adminId, approvedBy: null, now });
    return accepted({ kind: 'requested' });
  });
}

/** The second admin's word. What he grants is checked again: the visit may have changed since it was asked. */
export async function decideApproval(
  db: Database,
  input: { readonly approvalId: string; readonly adminId: string; readonly grant: boolean; readonly now: Date },
): Promise<Outcome<null, OverrideRefusal>> {
  const { approvalId, adminId, grant, now } = input;
  return tryInTransaction<null, OverrideRefusal>(db, async (trx) => {
    const approval = await trx.selectFrom('refund_approval').selectAll().where('id', '=', approvalId).forUpdate().executeTakeFirst();
    if (!approval || approval.decision !== null) return refused({ code: 'already_decided', message: 'This was already decided.' });
    if (approval.asked_by === adminId && grant) return refused({ code: 'same_admin', message: 'Somebody else has to approve what you asked for.' });
    const wish = overrideWish.parse(JSON.parse(approval.body));
    await trx.updateTable('refund_approval').set({ decided_by: adminId, decided_at: now, decision: grant ? 'granted' : 'denied' }).where('id', '=', approvalId).execute();
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: grant ? 'grant_override' : 'deny_override', subjectKind: 'refund_approval', subjectId: approvalId, after: { ...wish, note: undefined }, at: now });
    if (!grant) return accepted(null);
    const checked = await checkUnderLock(trx, wish);
    if (!checked.ok) return checked;
    await applyOverride(trx, { wish, ...checked.value, adminId: approval.asked_by, approvedBy: adminId, now });
    return accepted(null);
  });
}

async function checkUnderLock(trx: Trx, wish: OverrideWish): Promise<Outcome<{ part: VisitPart; parts: readonly VisitPart[] }, OverrideRefusal>> {
  await lockVisit(trx, wish.masterBookingId);
  const parts = await getCancellableParts(trx, wish.masterBookingId);
  const part = parts.find((each) => each.id === wish.partId);
  if (!part || part.status === 'scheduled') return refused({ code: 'no_such_part', message: 'Nothing was paid for this service.' });
  const remainderPaise = effectivePaidPaise(part) - part.refundedPaise;
  if (remainderPaise !== wish.expectedRemainderPaise) {
    return refused({ code: 'stale_screen', message: `Up to ${formatPaise(remainderPaise)} can be returned now, not ${formatPaise(wish.expectedRemainderPaise)}. Nothing was done; look again.` });
  }
  if (wish.amountPaise > remainderPaise) return refused({ code: 'too_much', message: `Only ${formatPaise(remainderPaise)} of this service is left to return.` });
  const cancels = wish.alsoCancel && part.status === 'confirmed';
  if (wish.amountPaise === 0 && !cancels) return refused({ code: 'nothing_to_do', message: 'Say an amount, or cancel the service with it.' });
  return accepted({ part, parts });
}

async function askForApproval(trx: Trx, { adminId, wish, now }: { readonly adminId: string; readonly wish: OverrideWish; readonly now: Date }): Promise<string> {
  const id = newId();
  await trx
    .insertInto('refund_approval')
    .values({ id, master_booking_id: wish.masterBookingId, body: JSON.stringify(wish), amount_paise: wish.amountPaise, asked_by: adminId, asked_at: now, decided_by: null, decided_at: null, decision: null })
    .execute();
  await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'ask_override', subjectKind: 'refund_approval', subjectId: id, after: { partId: wish.partId, amountPaise: wish.amountPaise }, reason: wish.note, at: now });
  return id;
}
