import { AdminError, number, oneOf, requireText, text } from '../admin-fields.ts';
import { json } from '../http-types.ts';
import type { Call, Reply, Route } from '../http-types.ts';
import { requireRow } from '../request-fields.ts';
import type { World } from '../world.ts';
import { VALIDATION_OUTCOMES } from './account-magic.ts';
import { adminImportXRoutes } from './admin-import-x.ts';
import { endDowntime, startDowntime } from './downtimes.ts';
import { NEXT_STATUSES, endPayout, fitsBalance, goOn, learnUtr, runQueue, startProcessing } from './payout-life.ts';
import { payoutView } from './payout-view.ts';
import { balanceOf, loadFunds } from './statement.ts';
import { FAILURE_REASONS } from './status-reasons.ts';
import type { FailureReason } from './status-reasons.ts';
import { settleValidation } from './validation-life.ts';
import { validationView } from './validation-view.ts';

export const REASONS = Object.keys(FAILURE_REASONS) as FailureReason[];

export const adminXRoutes: Route[] = [
  ...adminImportXRoutes,
  { method: 'POST', path: '/__admin/balance', handle: loadBalance },
  { method: 'POST', path: '/__admin/payouts/:id/settle', handle: settlePayout },
  { method: 'POST', path: '/__admin/payouts/:id/utr', handle: giveUtr },
  { method: 'POST', path: '/__admin/validations/:id/settle', handle: endValidation },
  { method: 'POST', path: '/__admin/downtimes', handle: beginDowntime },
  { method: 'POST', path: '/__admin/downtimes/:id/resolve', handle: resolveDowntime },
];

/** A bank transfer into the account; the queue goes on with it. */
function loadBalance(world: World, { body }: Call): Reply {
  const amount = number(body, 'amount');
  if (amount === undefined || !Number.isSafeInteger(amount) || amount < 1) throw new AdminError('amount must be a positive integer of paise.');
  const { transaction, isNew } = loadFunds(world, { amount, bankReference: text(body, 'bank_reference'), payerName: text(body, 'payer_name') });
  if (isNew) runQueue(world);
  return json({ balance: balanceOf(world), isNew, transaction });
}

/** The bank's, the approver's or the dashboard's word on a payout. */
function settlePayout(world: World, { body, params }: Call): Reply {
  const payout = requireRow(world.store.payouts, 'pout', params.id);
  const as = oneOf(body, 'as', ['processing', 'processed', 'failed', 'reversed', 'cancelled', 'rejected']) ?? 'processed';
  if (!NEXT_STATUSES[payout.status].includes(as)) throw new AdminError(`A ${payout.status} payout cannot become ${as}.`);
  const reason = oneOf(body, 'reason', REASONS) ?? world.store.settings.payoutReason;
  if (as !== 'processing') endPayout(world, payout, as, reason);
  else if (payout.status === 'pending') goOn(world, payout);
  else if (fitsBalance(world, payout)) startProcessing(world, payout);
  else throw new AdminError('The balance does not cover this payout.');
  return json(payoutView(world, payout));
}

function giveUtr(world: World, { params }: Call): Reply {
  const payout = requireRow(world.store.payouts, 'pout', params.id);
  if (payout.status !== 'processed' || payout.utr !== null) throw new AdminError('Only a processed payout without a bank reference can be given one.');
  learnUtr(world, payout);
  return json(payoutView(world, payout));
}

function endValidation(world: World, { body, params }: Call): Reply {
  const validation = requireRow(world.store.validations, 'fav', params.id);
  if (validation.status !== 'created') throw new AdminError(`A ${validation.status} validation is final.`);
  settleValidation(world, validation, oneOf(body, 'as', VALIDATION_OUTCOMES) ?? 'active');
  return json(validationView(world, validation));
}

function beginDowntime(world: World, { body }: Call): Reply {
  const bank = text(body, 'bank');
  if (bank !== undefined && !/^[A-Z]{4}$/.test(bank)) throw new AdminError('bank must be the first four letters of an IFSC, such as HDFC.');
  return json(startDowntime(world, bank));
}

function resolveDowntime(world: World, { params }: Call): Reply {
  const downtime = world.store.downtimes.find(requireText(params, 'id'));
  if (downtime?.status !== 'started') throw new AdminError('There is no such downtime going on.');
  endDowntime(world, downtime);
  runQueue(world);
  return json(downtime);
}
