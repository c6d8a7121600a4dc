import { notesView } from '../request-fields.ts';
import type { World } from '../world.ts';
import type { Payout } from './entities.ts';
import { fundAccountView, fundAccountWithContact } from './fund-accounts.ts';

/** The payout as the API shows it; one made with its account inside keeps showing it. */
export function payoutView(world: World, { hidden, ...payout }: Payout): Record<string, unknown> {
  const inside = hidden.composite ? { fund_account: fundAccountWithContact(world, world.store.fundAccounts.get(payout.fund_account_id)) } : {};
  return { ...payout, ...inside, notes: notesView(payout.notes) };
}

/** The payout as webhooks carry it: with its account, and the fields the API has given up. */
export function payoutEventView(world: World, { hidden: _hidden, fee_type: _feeType, debit_account_number: _account, ...payout }: Payout): Record<string, unknown> {
  const ended = payout.status === 'failed' || payout.status === 'reversed' ? payout.status_details : null;
  return {
    ...payout,
    fund_account: fundAccountView(world.store.fundAccounts.get(payout.fund_account_id)),
    notes: notesView(payout.notes),
    failure_reason: ended?.description ?? null,
    error: { source: ended?.source ?? null, reason: ended?.reason ?? null, description: ended?.description ?? null, code: 'NA', step: 'NA', metadata: {} },
  };
}
