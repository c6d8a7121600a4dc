import { AdminError } from '../admin-fields.ts';
import { paidOrderOf, paidPaymentOf } from '../admin-import.ts';
import type { Payment, Refund } from '../entities.ts';
import { newBankReference, newId } from '../ids.ts';
import { feeOf } from '../payment-life.ts';
import { bookRefund } from '../refund-life.ts';
import { MIN_AMOUNT_PAISE } from '../request-fields.ts';
import { addItems } from '../settlements/settle.ts';
import type { World } from '../world.ts';
import type { Payout, Transaction } from '../x/entities.ts';
import { feesOf } from '../x/payout-fees.ts';
import { fitsBalance } from '../x/payout-life.ts';
import { balanceOf, debitPayout } from '../x/statement.ts';
import { statusDetails } from '../x/status-reasons.ts';
import { pickPayee, pickRefundable, pickSettlement } from './pick.ts';

const SECONDS_PER_DAY = 86_400;
const STRAY_PAYMENT_PAISE = 50_000;

/** Somebody else's paid order on our account, in one of our settlements; no event tells of it. */
export function makeStrayPayment(world: World, settlementId: string | undefined, amount = STRAY_PAYMENT_PAISE): Payment {
  refuseTooLittle(amount);
  const settlement = pickSettlement(world, settlementId);
  const created_at = settlement.created_at - world.store.settings.settlementDelayDays * SECONDS_PER_DAY;
  const order = world.store.orders.save(paidOrderOf({ id: newId('order'), receipt: null, amount, created_at }));
  const payment = world.store.payments.save(paidPaymentOf(order, { id: newId('pay'), method: 'upi', ...feeOf(amount) }));
  addItems(world, settlement, [payment.id]);
  return payment;
}

/** A refund made in the dashboard, processed at once; no event tells of it. */
export function makeStrayRefund(world: World, paymentId: string | undefined, amount: number): Refund {
  refuseTooLittle(amount);
  return bookRefund(world, pickRefundable(world, paymentId, amount), { amount, origin: 'dashboard', silent: true });
}

/** A payout made in the dashboard, processed at once; no event tells of it. */
export function makeStrayPayout(world: World, fundAccountId: string | undefined, amount: number): Transaction & { source: { entity: 'payout' } } {
  refuseTooLittle(amount);
  const payee = pickPayee(world, fundAccountId);
  const mode = payee.account_type === 'vpa' ? 'UPI' : 'IMPS';
  if (!fitsBalance(world, { amount, mode })) throw new AdminError(`The balance of ${balanceOf(world)} paise does not cover this payout.`);
  const payout: Payout = {
    id: newId('pout'), entity: 'payout', fund_account_id: payee.id, amount, currency: 'INR', notes: {}, ...feesOf(world, mode), status: 'processed', purpose: 'payout',
    utr: newBankReference(), mode, reference_id: null, narration: '', batch_id: null, status_details: statusDetails('payout_processed'), created_at: world.clock.now(),
    debit_account_number: world.account.xAccountNumber, hidden: { idempotencyKey: null, composite: false, queueIfLowBalance: false, debitedPaise: 0, next: null, utrAt: null },
  };
  world.store.payouts.save(payout);
  return debitPayout(world, payout, { silent: true }) as Transaction & { source: { entity: 'payout' } };
}

function refuseTooLittle(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < MIN_AMOUNT_PAISE) throw new AdminError(`paise must be an integer of at least ${MIN_AMOUNT_PAISE}.`);
}
