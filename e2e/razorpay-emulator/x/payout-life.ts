import { newBankReference, newId } from '../ids.ts';
import { planFor } from '../world.ts';
import type { World } from '../world.ts';
import { endingOf, hasBankDown } from './account-magic.ts';
import { announceX } from './announce-x.ts';
import { downtimeOf } from './downtimes.ts';
import type { FundAccount, Payout, PayoutStatus } from './entities.ts';
import { feesOf } from './payout-fees.ts';
import { balanceOf, creditPayout, debitPayout } from './statement.ts';
import { statusDetails } from './status-reasons.ts';
import type { StatusReason } from './status-reasons.ts';

/** Queued for want of money this long, a payout is given up. */
const QUEUE_DAYS = 90;
const SECONDS_PER_DAY = 86_400;

/** Where a payout may go from where it is. `failed → reversed` moves no money a second time. */
export const NEXT_STATUSES: Record<PayoutStatus, readonly PayoutStatus[]> = {
  pending: ['processing', 'rejected'],
  queued: ['processing', 'cancelled', 'failed'],
  processing: ['processed', 'failed', 'reversed'],
  processed: ['reversed'],
  failed: ['reversed'],
  reversed: [],
  rejected: [],
  cancelled: [],
};

type QueueReason = 'low_balance' | 'beneficiary_bank_down' | 'gateway_degraded';

export type PayoutWish = Pick<Payout, 'amount' | 'mode' | 'purpose' | 'reference_id' | 'narration' | 'notes'> & Pick<Payout['hidden'], 'idempotencyKey' | 'composite' | 'queueIfLowBalance'>;

/** A payout that passed all checks: waiting for approval, queued, or on its way. */
export function bookPayout(world: World, fundAccount: FundAccount, { idempotencyKey, composite, queueIfLowBalance, ...wish }: PayoutWish): Payout {
  const approval = world.store.settings.approvalWorkflow;
  const payout = world.store.payouts.save({
    id: newId('pout'), entity: 'payout', fund_account_id: fundAccount.id, currency: 'INR', fees: 0, tax: 0, ...wish, status: 'pending', utr: null, batch_id: null,
    status_details: null, created_at: world.clock.now(), fee_type: '', debit_account_number: world.account.xAccountNumber,
    hidden: { idempotencyKey, composite, queueIfLowBalance, debitedPaise: 0, next: null, utrAt: null },
  });
  if (approval) {
    enter(world, payout, 'pending', 'pending_approval');
    announceX(world, 'payout.pending', { payout });
  } else goOn(world, payout);
  return payout;
}

/** As far as it gets now: into the queue, into processing, or refused for want of balance. */
export function goOn(world: World, payout: Payout): void {
  const obstacle = obstacleOf(world, payout);
  if (obstacle === null) startProcessing(world, payout);
  else if (obstacle === 'low_balance' && !payout.hidden.queueIfLowBalance) endPayout(world, payout, 'failed', 'insufficient_funds');
  else queue(world, payout, obstacle);
}

export function fitsBalance(world: World, { amount, mode }: Pick<Payout, 'amount' | 'mode'>): boolean {
  return amount + feesOf(world, mode).fees <= balanceOf(world);
}

function obstacleOf(world: World, payout: Payout): QueueReason | null {
  if (!fitsBalance(world, payout)) return 'low_balance';
  const fundAccount = world.store.fundAccounts.get(payout.fund_account_id);
  const downtime = downtimeOf(world, fundAccount, payout.mode);
  if (downtime?.source === 'partner') return 'gateway_degraded';
  return downtime || hasBankDown(fundAccount) ? 'beneficiary_bank_down' : null;
}

function queue(world: World, payout: Payout, reason: QueueReason): void {
  if (payout.status === 'queued' && payout.status_details?.reason === reason) return;
  const { bankDownSlaSeconds, partnerDownSlaSeconds } = world.store.settings;
  const seconds = { low_balance: QUEUE_DAYS * SECONDS_PER_DAY, beneficiary_bank_down: bankDownSlaSeconds, gateway_degraded: partnerDownSlaSeconds }[reason];
  const giveUpFor = { low_balance: 'insufficient_funds', beneficiary_bank_down: 'beneficiary_bank_offline', gateway_degraded: 'gateway_down' }[reason];
  const again = payout.status === 'queued';
  enter(world, payout, 'queued', reason, { at: world.clock.now() + seconds, to: 'failed', reason: giveUpFor });
  world.store.payoutQueue.save({ id: payout.id });
  announceX(world, again ? 'payout.updated' : 'payout.queued', { payout });
}

/** First in, first out; one that does not fit is passed over. Call when money came or a bank is back. */
export function runQueue(world: World): void {
  for (const { id } of world.store.payoutQueue.oldestFirst()) {
    const payout = world.store.payouts.get(id);
    if (obstacleOf(world, payout) !== payout.status_details?.reason) goOn(world, payout);
  }
}

export function startProcessing(world: World, payout: Payout): void {
  const { fees, tax, fee_type } = feesOf(world, payout.mode);
  Object.assign(payout, { fees, tax, fee_type });
  const ending = endingOf(world, world.store.fundAccounts.get(payout.fund_account_id));
  const at = world.clock.now() + world.store.settings.processingSeconds;
  const next = ending.to === 'stuck' ? null : { at, to: ending.to, reason: ending.reason ?? 'payout_processed' };
  enter(world, payout, 'processing', 'beneficiary_bank_confirmation_pending', next);
  announceX(world, 'payout.initiated', { payout });
  debitPayout(world, payout);
}

/** Ends a payout, or takes a processed one back; money it took comes back with it. */
export function endPayout(world: World, payout: Payout, to: PayoutStatus, reason: StatusReason): void {
  if (to === 'processed') return process(world, payout);
  const { fees, tax } = payout;
  if (to === 'failed') Object.assign(payout, { fees: 0, tax: 0 });
  if (to === 'reversed') payout.utr ??= newBankReference();
  if (to === 'failed' && reason === 'beneficiary_bank_offline') rememberFailure(world, payout);
  enter(world, payout, to, to === 'failed' || to === 'reversed' ? reason : null);
  if (to === 'failed' || to === 'reversed' || to === 'rejected') announceX(world, `payout.${to}`, { payout });
  if (creditPayout(world, payout, { fees, tax })) runQueue(world);
}

function process(world: World, payout: Payout): void {
  const { settledSeconds, neftUtrSeconds } = world.store.settings;
  const now = world.clock.now();
  const { comesBack } = endingOf(world, world.store.fundAccounts.get(payout.fund_account_id));
  const batched = payout.mode === 'NEFT' || payout.mode === 'RTGS';
  if (batched) payout.hidden.utrAt = now + neftUtrSeconds;
  else payout.utr = newBankReference();
  enter(world, payout, 'processed', 'payout_processed', comesBack ? { at: now + settledSeconds, to: 'reversed', reason: comesBack } : null);
  planUtr(world, payout);
  announceX(world, 'payout.processed', { payout });
}

function enter(world: World, payout: Payout, status: PayoutStatus, reason: StatusReason | null, next: Payout['hidden']['next'] = null): void {
  if (payout.status === 'queued' && status !== 'queued') world.store.payoutQueue.remove(payout.id);
  payout.status = status;
  payout.status_details = reason === null ? null : statusDetails(reason);
  payout.hidden.next = next;
  world.store.payouts.save(payout);
  planNext(world, payout);
}

/** The account that fails once is good from then on. */
function rememberFailure(world: World, payout: Payout): void {
  const fundAccount = world.store.fundAccounts.get(payout.fund_account_id);
  if (!fundAccount.hidden.failedOnce) world.store.fundAccounts.save(Object.assign(fundAccount, { hidden: { failedOnce: true } }));
}

/** The bank's reference of a processed NEFT or RTGS payout becomes known. */
export function learnUtr(world: World, payout: Payout): void {
  payout.hidden.utrAt = null;
  payout.utr ??= newBankReference();
  world.store.payouts.save(payout);
  announceX(world, 'payout.updated', { payout });
}

export function planNext(world: World, { id, hidden: { next } }: Payout): void {
  if (next === null) return;
  planFor(world, next.at, () => {
    const payout = world.store.payouts.find(id);
    if (payout?.hidden.next === next) endPayout(world, payout, next.to, next.reason as StatusReason);
  });
}

export function planUtr(world: World, { id, hidden: { utrAt } }: Payout): void {
  if (utrAt === null) return;
  planFor(world, utrAt, () => {
    const payout = world.store.payouts.find(id);
    if (payout?.hidden.utrAt === utrAt) learnUtr(world, payout);
  });
}
