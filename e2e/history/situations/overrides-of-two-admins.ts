import { DAY_MINUTES } from '#app/domain/appointment-time.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { decideApproval, overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import { CHECK_UP_OFFER } from '../open-check-up.ts';
import { sendRefundsOf } from '../send-refunds.ts';
import type { Planned, Stage } from '../stage.ts';

const PART_PAISE = 250_000;

/**
 * More than one admin may return alone: one granted, which leaves Pulse a clawback larger than its next payouts; one
 * denied; and one that Rohan asked for and Kavita has not decided yet.
 */
export function overridesOfTwoAdmins(stage: Stage): void {
  const [kavita, rohan] = stage.world.adminIds;
  const checkUp = stage.offer(...CHECK_UP_OFFER);
  const given = (days: number) => stage.given(checkUp, stage.patientNear(checkUp), stage.ago(days * DAY_MINUTES));

  const lost = given(3);
  asked(stage, lost, { minutes: 55, adminId: kavita, wish: { amountPaise: null, note: 'The sample was lost on the way; all of it returned.' }, decided: { minutes: 35, adminId: rohan, grant: true } });
  const late = given(4);
  asked(stage, late, { minutes: 2 * DAY_MINUTES, adminId: kavita, wish: { amountPaise: PART_PAISE, note: 'The report came two days late.' }, decided: { minutes: 2 * DAY_MINUTES - 40, adminId: rohan, grant: false } });
  const disputed = given(2);
  asked(stage, disputed, { minutes: 90, adminId: rohan, wish: { amountPaise: PART_PAISE, note: 'Two values were measured again elsewhere and differ.' }, decided: null });
}

interface Asking {
  readonly minutes: number;
  readonly adminId: string;
  /** Null returns all that is left. */
  readonly wish: { readonly amountPaise: number | null; readonly note: string };
  readonly decided: { readonly minutes: number; readonly adminId: string; readonly grant: boolean } | null;
}

function asked(stage: Stage, visit: Planned, { minutes, adminId, wish, decided }: Asking): void {
  const { world } = stage;
  let approvalId: string | null = null;
  stage.at(stage.ago(minutes), async () => {
    const { masterBookingId, partIds } = visit.lived!;
    const part = (await getCancellableParts(world.db, masterBookingId)).find(({ id }) => id === partIds[0])!;
    const expectedRemainderPaise = effectivePaidPaise(part) - part.refundedPaise;
    const whole = { masterBookingId, partId: part.id, amountPaise: wish.amountPaise ?? expectedRemainderPaise, expectedRemainderPaise, reason: 'complaint' as const, note: wish.note, alsoCancel: false };
    const answer = await overrideRefund(world.db, { adminId, wish: whole, now: stage.ago(minutes) });
    if (!answer.ok) throw new Error(answer.refusal.message);
    if (answer.value.kind !== 'waits_for_approval') throw new Error('nobody else was needed');
    approvalId = answer.value.approvalId;
  });
  if (!decided) return;
  const now = stage.ago(decided.minutes);
  stage.at(now, async () => {
    const done = await decideApproval(world.db, { approvalId: approvalId!, adminId: decided.adminId, grant: decided.grant, now });
    if (!done.ok) throw new Error(done.refusal.message);
    await sendRefundsOf(world, { masterBookingId: visit.lived!.masterBookingId, now });
  });
}
