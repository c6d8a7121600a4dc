import { publish } from '../announce.ts';
import { notesView } from '../request-fields.ts';
import type { World } from '../world.ts';
import type { Downtime, Payout, Transaction, Validation } from './entities.ts';
import { payoutEventView } from './payout-view.ts';
import { classicView } from './validation-view.ts';

export const X_EVENT_NAMES = [
  'payout.pending', 'payout.rejected', 'payout.queued', 'payout.initiated', 'payout.processed', 'payout.updated', 'payout.reversed', 'payout.failed',
  'payout.downtime.started', 'payout.downtime.resolved', 'transaction.created', 'fund_account.validation.completed', 'fund_account.validation.failed',
] as const;

export type XEventName = (typeof X_EVENT_NAMES)[number];

type About = { payout: Payout } | { transaction: Transaction } | { validation: Validation } | { downtime: Downtime };

/** Tells RazorpayX's endpoints, which are set up apart from pay-in's. */
export function announceX(world: World, event: XEventName, about: About): void {
  publish(world, 'x', event, () => payloadOf(world, about));
}

function payloadOf(world: World, about: About): Record<string, unknown> {
  if ('payout' in about) return { payout: { entity: payoutEventView(world, about.payout) } };
  if ('transaction' in about) return { transaction: { entity: transactionEventView(about.transaction) } };
  if ('validation' in about) return { 'fund_account.validation': { entity: classicView(world, about.validation) } };
  return { 'payout.downtime': { entity: about.downtime } };
}

function transactionEventView(transaction: Transaction): Record<string, unknown> {
  const { source } = transaction;
  return source.entity === 'bank_transfer' ? transaction : { ...transaction, source: { ...source, notes: notesView(source.notes) } };
}
