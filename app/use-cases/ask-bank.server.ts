import { minutesAfter } from '#app/domain/appointment-time.ts';
import { PAYEE_MENDING_MINUTES, payeePauseMinutes } from '#app/domain/onboarding-bounds.ts';
import { isOurFault } from '#app/domain/payee-refusal.ts';
import { VALIDATION_ASK_MINUTES, VALIDATION_TRIES_MAX } from '#app/domain/payout-bounds.ts';
import type { GatewayValidation } from '#app/razorpay/payout-entities.ts';
import type { Database } from '#db/client.ts';
import type { PayoutAccountRow } from '#db/payees.ts';
import { refuseAccount } from './refuse-account.server.ts';
import type { PayeeWorld } from './register-payee.server.ts';
import { sendToReview, settleValidation } from './settle-validation.server.ts';

const CLOCKS_APART_MINUTES = 5;

/** Has the bank asked about a claimed account, or hears what it has said. */
export async function askBank(world: PayeeWorld, account: PayoutAccountRow, now: Date): Promise<void> {
  if (account.gateway_validation_id !== null) return hearAnswer(world, account, account.gateway_validation_id, now);
  if (account.tries > 0 && (await hasFoundLost(world, account, now))) return;
  if (account.tries >= VALIDATION_TRIES_MAX) return sendToReview(world.db, { account, reason: `The bank gave no answer in ${VALIDATION_TRIES_MAX} tries.`, now });
  await startValidation(world, account, now);
}

/** A check whose answer was lost is looked for before the bank is asked again. True when there is nothing else to do now. */
async function hasFoundLost(world: PayeeWorld, account: PayoutAccountRow, now: Date): Promise<boolean> {
  const found = await world.payoutGateway.findValidation({ reference: account.id, since: minutesAfter(account.created_at, -CLOCKS_APART_MINUTES) });
  // A list that is refused is no reason to wait for ever: another check costs a rupee.
  if (found.kind === 'refused' || (found.kind === 'accepted' && found.value === null)) return false;
  if (found.kind === 'accepted' && found.value) await noteValidation(world, account, found.value, now);
  else await change(world.db, account, { next_try_at: minutesAfter(now, VALIDATION_ASK_MINUTES) });
  return true;
}

async function noteValidation(world: PayeeWorld, account: PayoutAccountRow, told: GatewayValidation, now: Date): Promise<void> {
  await change(world.db, account, { gateway_validation_id: told.id, next_try_at: minutesAfter(now, VALIDATION_ASK_MINUTES) });
  if (told.status !== 'created') await settleValidation(world, { payoutAccountId: account.id, told, now });
}

/** Counted before the call: each may cost a rupee, whether we hear of it or not. */
async function startValidation(world: PayeeWorld, account: PayoutAccountRow, now: Date): Promise<void> {
  const { db, payoutGateway } = world;
  const tries = account.tries + 1;
  await change(db, account, { tries });
  const answer = await payoutGateway.startValidation({ fundAccountId: account.gateway_fund_account_id ?? '', kind: account.kind, reference: account.id });
  if (answer.kind === 'unknown') return change(db, account, { next_try_at: minutesAfter(now, VALIDATION_ASK_MINUTES * tries) });
  if (answer.kind === 'refused') {
    if (!isOurFault(answer.description)) return refuseAccount(db, { account, description: answer.description, now });
    return change(db, account, { tries: account.tries, next_try_at: minutesAfter(now, PAYEE_MENDING_MINUTES) });
  }
  await noteValidation(world, account, answer.value, now);
}

async function hearAnswer(world: PayeeWorld, account: PayoutAccountRow, gatewayValidationId: string, now: Date): Promise<void> {
  const answer = await world.payoutGateway.fetchValidation(gatewayValidationId);
  const next = minutesAfter(now, payeePauseMinutes(account.created_at, now, VALIDATION_ASK_MINUTES));
  if (answer.kind === 'accepted') {
    await change(world.db, account, { next_try_at: next });
    await settleValidation(world, { payoutAccountId: account.id, told: answer.value, now });
  } else {
    // Refused means that RazorpayX has lost it: the bank is asked once more.
    await change(world.db, account, { next_try_at: next, ...(answer.kind === 'refused' && { gateway_validation_id: null }) });
  }
}

/** Only while the account is the one that is being checked; a provider may have replaced it during the call. */
async function change(db: Database, account: PayoutAccountRow, set: { tries?: number; gateway_validation_id?: string | null; next_try_at?: Date }): Promise<void> {
  await db.updateTable('payout_account').set(set).where('id', '=', account.id).where('status', '=', 'checking').execute();
}
