import type { Updateable } from 'kysely';
import { ONBOARDING_MOVES, PAYOUT_ACCOUNT_MOVES, type OnboardingStatus, type PayoutAccountStatus } from '#app/domain/onboarding.ts';
import { REASON_MAX } from '#app/domain/onboarding-bounds.ts';
import type { Trx } from '#db/client.ts';
import type { PayoutAccountTable } from '#db/payout-tables.ts';
import { recordEvents, type ActorRef } from '#db/status-events.ts';

type OnboardingEvent = (typeof ONBOARDING_MOVES)[number]['event'];
type AccountEvent = (typeof PAYOUT_ACCOUNT_MOVES)[number]['event'];

interface Change {
  readonly actor: ActorRef;
  readonly now: Date;
  readonly note?: string | undefined;
}

/** One legal move of a provider's onboarding with its event row; the caller holds the provider's lock. */
export async function moveProvider(
  trx: Trx,
  { provider, event, to, actor, now, note }: Change & { readonly provider: { readonly id: string; readonly onboarding_status: OnboardingStatus }; readonly event: OnboardingEvent; readonly to: OnboardingStatus },
): Promise<void> {
  const from = provider.onboarding_status;
  if (!ONBOARDING_MOVES.some((move) => move.from === from && move.to === to && move.event === event)) throw new Error(`no provider goes from ${from} to ${to} by ${event}`);
  const moved = await trx.updateTable('provider').set({ onboarding_status: to }).where('id', '=', provider.id).where('onboarding_status', '=', from).executeTakeFirstOrThrow();
  if (moved.numUpdatedRows !== 1n) throw new Error(`provider ${provider.id} was moved without its lock`);
  await recordEvents(trx, [{ subjectKind: 'provider', subjectId: provider.id, masterBookingId: null, event, from, to, ...noteOf(note) }], actor, now);
}

/** The same for a payout account. A bank's refusal of a payout moves it without the lock: false when that was quicker. */
export async function moveAccount(
  trx: Trx,
  { account, event, to, actor, now, note, change }: Change & { readonly account: { readonly id: string; readonly status: PayoutAccountStatus }; readonly event: AccountEvent; readonly to: PayoutAccountStatus; readonly change?: Updateable<PayoutAccountTable> },
): Promise<boolean> {
  const from = account.status;
  if (!PAYOUT_ACCOUNT_MOVES.some((move) => move.from === from && move.to === to && move.event === event)) throw new Error(`no payout account goes from ${from} to ${to} by ${event}`);
  const moved = await trx.updateTable('payout_account').set({ ...change, status: to }).where('id', '=', account.id).where('status', '=', from).executeTakeFirstOrThrow();
  if (moved.numUpdatedRows !== 1n) return false;
  await recordEvents(trx, [{ subjectKind: 'payout_account', subjectId: account.id, masterBookingId: null, event, from, to, ...noteOf(note) }], actor, now);
  return true;
}

function noteOf(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note: note.slice(0, REASON_MAX) };
}
