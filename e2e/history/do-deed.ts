import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { shareOfPaise } from '#app/domain/money.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { lookAtRefunds } from '#app/use-cases/look-at-refunds.server.ts';
import { decideApproval, overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { quoteCancellation, type FollowUpChoice } from '#app/use-cases/quote-cancellation.server.ts';
import { notePaidByTransfer } from '#app/use-cases/resolve-parked-refund.server.ts';
import type { CancelReason } from '#app/domain/cancel-reason.ts';
import { getCancellableParts, type VisitPart } from '#db/cancellable-parts.ts';
import type { LivedVisit } from './book-visit.ts';
import { explainDashboardRefund } from './close-days.ts';
import { collectSample, giveService } from './give-service.ts';
import type { LiveWorld } from './live-world.ts';
import { sendRefundsOf } from './send-refunds.ts';
import type { StoryDeed } from './story.ts';

/** `done`, or the code of the refusal that a person would have been shown. */
export type DeedOutcome = string;

/** Lets one thing happen to a visit, by the use-case that a page would call. */
export async function doDeed(world: LiveWorld, visit: LivedVisit, deed: StoryDeed): Promise<DeedOutcome> {
  const ids = (lines: readonly number[]) => lines.map((line) => visit.partIds[line]!);
  switch (deed.kind) {
    case 'patient_cancels':
      return cancel(world, visit, { ...deed, partIds: ids(deed.lines), actor: { kind: 'patient', id: visit.patientId } });
    case 'admin_cancels':
      return cancel(world, visit, { ...deed, partIds: ids(deed.lines), actor: { kind: 'admin', id: world.adminIds[0] } });
    case 'provider_cancels':
      return cancel(world, visit, { ...deed, partIds: ids([deed.line]), actor: { kind: 'provider', id: deed.loginId } });
    case 'goodwill':
    case 'waive_fee':
    case 'cancel_for_amount':
      return override(world, visit, deed);
    case 'dashboard_refund':
      return refundInDashboard(world, visit, deed);
    case 'look_at_refunds':
      if (visit.gatewayPaymentId !== null) await lookAtRefunds(world, { gatewayPaymentId: visit.gatewayPaymentId, now: deed.at });
      return 'done';
    case 'pay_by_transfer':
      return payByTransfer(world, visit, deed.at);
    case 'sample_collected':
      return collectSample(world, { ...deed, partId: visit.partIds[deed.line]! });
    case 'given':
      return giveService(world, { ...deed, partId: visit.partIds[deed.line]! });
  }
}

interface Cancelling {
  readonly partIds: readonly string[];
  readonly actor: { readonly kind: 'patient' | 'provider' | 'admin'; readonly id: string };
  readonly reason: CancelReason;
  readonly at: Date;
  readonly followUps?: FollowUpChoice;
  readonly thinksForMinutes?: number;
  readonly replyLost?: boolean;
}

async function cancel(world: LiveWorld, visit: LivedVisit, wish: Cancelling): Promise<DeedOutcome> {
  const { masterBookingId } = visit;
  const { actor, partIds, reason, at } = wish;
  const ask = (followUps: FollowUpChoice) => quoteCancellation(world.db, { masterBookingId, partIds, followUps, actor, now: at });
  let quote = await ask(wish.followUps ?? 'cancel');
  if (!quote.ok && quote.refusal.code === 'difference_too_large') quote = await ask('cancel');
  if (!quote.ok) return quote.refusal.code;
  const now = new Date(at.getTime() + (wish.thinksForMinutes ?? 0) * MINUTE_MS);
  const done = await cancelBookings(world.db, { quoteId: quote.value.id, actor, reason, note: null, now });
  if (!done.ok) return done.refusal.code;
  await sendRefundsOf(world, { masterBookingId, now, replyLost: wish.replyLost ?? false });
  return 'done';
}

type OverrideDeed = Extract<StoryDeed, { kind: 'goodwill' | 'waive_fee' | 'cancel_for_amount' }>;

async function override(world: LiveWorld, visit: LivedVisit, deed: OverrideDeed): Promise<DeedOutcome> {
  const { masterBookingId } = visit;
  const part = (await getCancellableParts(world.db, masterBookingId)).find((each) => each.id === visit.partIds[deed.line])!;
  const expectedRemainderPaise = effectivePaidPaise(part) - part.refundedPaise;
  const amountPaise = amountOf(deed, part, expectedRemainderPaise);
  if (amountPaise === 0 || amountPaise > expectedRemainderPaise) return 'nothing_left';
  const [asks, approves] = world.adminIds;
  const { reason, note, alsoCancel } = WORDS[deed.kind];
  const wish = { masterBookingId, partId: part.id, amountPaise, expectedRemainderPaise, reason, note, alsoCancel };
  const asked = await overrideRefund(world.db, { adminId: asks, wish, now: deed.at });
  if (!asked.ok) return asked.refusal.code;
  if (asked.value.kind === 'waits_for_approval') await decideApproval(world.db, { approvalId: asked.value.approvalId, adminId: approves, grant: true, now: deed.at });
  await sendRefundsOf(world, { masterBookingId, now: deed.at });
  return 'done';
}

function amountOf(deed: OverrideDeed, part: VisitPart, remainderPaise: number): number {
  if (deed.kind === 'waive_fee') return part.keptPaise;
  if (deed.kind === 'cancel_for_amount') return part.status === 'confirmed' ? shareOfPaise(remainderPaise, deed.shareBps) : 0;
  return deed.exactPaise ?? shareOfPaise(remainderPaise, deed.shareBps ?? 0);
}

const WORDS = {
  goodwill: { reason: 'complaint', note: 'Waited long; part of the fee returned.', alsoCancel: false },
  waive_fee: { reason: 'complaint', note: 'Cancellation fee waived once.', alsoCancel: false },
  cancel_for_amount: { reason: 'system_error', note: 'Agreed on the phone.', alsoCancel: true },
} as const satisfies Record<OverrideDeed['kind'], { reason: CancelReason; note: string; alsoCancel: boolean }>;

async function refundInDashboard(world: LiveWorld, visit: LivedVisit, deed: Extract<StoryDeed, { kind: 'dashboard_refund' }>): Promise<DeedOutcome> {
  if (visit.gatewayPaymentId === null) return 'nothing_left';
  const parts = await getCancellableParts(world.db, visit.masterBookingId);
  const restPaise = parts.reduce((sum, part) => sum + part.paidPaise - part.refundedPaise, 0);
  if (restPaise < deed.exactPaise) return 'nothing_left';
  await world.emulator.admin.refundFromDashboard({ payment_id: visit.gatewayPaymentId, amount: deed.exactPaise });
  await lookAtRefunds(world, { gatewayPaymentId: visit.gatewayPaymentId, now: deed.at });
  await explainDashboardRefund(world, visit.masterBookingId, deed.at);
  return 'done';
}

async function payByTransfer({ db, adminIds }: LiveWorld, { masterBookingId }: LivedVisit, now: Date): Promise<DeedOutcome> {
  const parked = await db.selectFrom('refund').select('id').where('master_booking_id', '=', masterBookingId).where('status', '=', 'failed').where('parked_reason', 'is not', null).execute();
  for (const { id: refundId } of parked) {
    const noted = await notePaidByTransfer(db, { refundId, adminId: adminIds[1], reference: `NEFT${refundId.slice(0, 12).toUpperCase()}`, now });
    if (!noted.ok) return noted.refusal.code;
  }
  return 'done';
}
