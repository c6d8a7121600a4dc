import type { PayeeWorld } from './register-payee.server.ts';
import { settleValidation } from './settle-validation.server.ts';

/** A bank has answered, says an event: asks what, since events are late, repeated and anybody's word. */
export async function hearOfValidation(world: PayeeWorld, input: { readonly gatewayValidationId: string; readonly now: Date }): Promise<'done' | 'unknown' | 'foreign'> {
  const { gatewayValidationId, now } = input;
  const account = await world.db.selectFrom('payout_account').select(['id', 'status']).where('gateway_validation_id', '=', gatewayValidationId).executeTakeFirst();
  if (!account) return 'foreign';
  if (account.status !== 'checking') return 'done';
  const answer = await world.payoutGateway.fetchValidation(gatewayValidationId);
  if (answer.kind === 'unknown') return 'unknown';
  if (answer.kind === 'refused') return 'foreign';
  await settleValidation(world, { payoutAccountId: account.id, told: answer.value, now });
  return 'done';
}
