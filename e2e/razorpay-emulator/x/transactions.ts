import { json } from '../http-types.ts';
import type { Call, Reply, Route } from '../http-types.ts';
import { pageOf } from '../listing.ts';
import { toldBalanceShift, toldLine, toldLines } from '../plants/told-statement.ts';
import { notesView, requireRow } from '../request-fields.ts';
import type { World } from '../world.ts';
import type { Transaction } from './entities.ts';
import { balanceOf } from './statement.ts';
import { requireOwnAccount } from './x-fields.ts';

const BANK = { bank_name: 'RazorpayX Lite', bank_code: 'RZPX' };

export const transactionRoutes: Route[] = [
  { method: 'GET', path: '/v1/transactions', handle: list },
  { method: 'GET', path: '/v1/transactions/:id', handle: (world, call) => json(transactionView(world, requireRow({ find: (id) => toldLine(world, id) }, 'txn', call.params.id))) },
  { method: 'GET', path: '/v1/banking_balances', handle: listBalances },
];

/** A payout's line shows its status and bank reference of today, its money of the day it was booked. */
function transactionView(world: World, transaction: Transaction): Record<string, unknown> {
  const { source } = transaction;
  if (source.entity === 'bank_transfer') return transaction;
  const notes = notesView(source.notes);
  if (source.entity === 'reversal') return { ...transaction, source: { ...source, notes } };
  const { status, utr, fee_type } = world.store.payouts.get(source.id);
  return { ...transaction, source: { ...source, notes, status, utr, fee_type: fee_type || null } };
}

function list(world: World, { query }: Call): Reply {
  requireOwnAccount(world, query.get('account_number'));
  return json(pageOf(toldLines(world), query, (transaction) => transactionView(world, transaction)));
}

function listBalances(world: World, { query }: Call): Reply {
  const amount = balanceOf(world) + toldBalanceShift(world);
  const balance = {
    entity: 'banking_balance', currency: 'INR', account_number: world.account.xAccountNumber, account_type: 'razorpayx_lite', ...BANK,
    amount, available_amount: amount, refreshed_at: world.clock.now(), created_at: world.clock.now(),
  };
  const wanted = [query.get('account_type') ?? 'razorpayx_lite', query.get('bank_code') ?? BANK.bank_code];
  const shown = wanted[0] === balance.account_type && wanted[1] === balance.bank_code ? [balance] : [];
  return json(pageOf(shown, query, ({ created_at: _listed, ...view }) => view));
}
