import { announceX } from './announce-x.ts';
import { newBankReference, newId } from '../ids.ts';
import type { World } from '../world.ts';
import type { BankTransfer, Payout, PayoutSource, Reversal, Transaction } from './entities.ts';

/** Paise there are to pay out: what the last line of the statement says. */
export function balanceOf(world: World): number {
  for (const { balance } of world.store.transactions.newestFirst()) return balance;
  return 0;
}

function book(world: World, { credit = 0, debit = 0, source, at = world.clock.now() }: { credit?: number; debit?: number; source: Transaction['source']; at?: number }): Transaction {
  return world.store.transactions.save({
    id: newId('txn'), entity: 'transaction', account_number: world.account.xAccountNumber, amount: credit + debit, currency: 'INR', credit, debit,
    balance: balanceOf(world) + credit - debit, source, created_at: at,
  });
}

export function payoutSource({ id, entity, fund_account_id, amount, notes, fees, tax, status, utr, mode, created_at }: Payout): PayoutSource {
  return { id, entity, fund_account_id, amount, notes, fees, tax, status, utr, mode, created_at };
}

/** Amount and fees leave together. */
export function debitPayout(world: World, payout: Payout, { silent = false, at }: { silent?: boolean; at?: number } = {}): Transaction {
  payout.hidden.debitedPaise = payout.amount + payout.fees;
  const transaction = book(world, { debit: payout.hidden.debitedPaise, source: payoutSource(payout), at });
  if (!silent) announceX(world, 'transaction.created', { transaction });
  return transaction;
}

/** What a payout took comes back whole, once; nothing when it took nothing. True when money moved. */
export function creditPayout(world: World, payout: Payout, { fees, tax }: { fees: number; tax: number }): boolean {
  if (payout.hidden.debitedPaise === 0) return false;
  const credit = payout.hidden.debitedPaise;
  payout.hidden.debitedPaise = 0;
  const { amount, notes, utr } = payout;
  const source: Reversal = { id: newId('rvrsl'), entity: 'reversal', payout_id: payout.id, amount, fee: fees, tax, currency: 'INR', notes, utr, created_at: world.clock.now() };
  announceX(world, 'transaction.created', { transaction: book(world, { credit, source }) });
  return true;
}

export type Load = { amount: number; bankReference?: string; payerName?: string; at?: number; silent?: boolean };

/** Money sent to the account from the business's bank. The same bank reference again is the same transfer. */
export function loadFunds(world: World, { amount, bankReference = `EMUR${newBankReference()}`, payerName, at, silent = false }: Load): { transaction: Transaction; isNew: boolean } {
  const [known] = world.store.transactions.withKey(bankReference);
  if (known) return { transaction: known, isNew: false };
  const source: BankTransfer = {
    id: newId('bt'), entity: 'bank_transfer', payer_name: payerName ?? world.account.merchantName, payer_account: '6543266545411243', payer_ifsc: 'UTIB0000002',
    mode: 'NEFT', bank_reference: bankReference, amount,
  };
  const transaction = book(world, { credit: amount, source, at });
  if (!silent) announceX(world, 'transaction.created', { transaction });
  return { transaction, isNew: true };
}
