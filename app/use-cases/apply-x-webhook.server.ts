import { readToldPayoutStatus } from '#app/razorpay/webhook.server.ts';
import type { Seal } from '#db/sealed-text.ts';
import type { WebhookEventTable } from '#db/tables.ts';
import { hearOfStatementLine } from './book-balance-load.server.ts';
import type { PayoutWorld } from './call-razorpayx.server.ts';
import { hearOfPayout } from './hear-of-payout.server.ts';
import { hearOfValidation } from './hear-of-validation.server.ts';

export type XNews = 'done' | 'no_concern' | 'unknown' | 'foreign';

/** Events of RazorpayX: each only says what to ask about. */
export async function hearOutX(world: PayoutWorld & { readonly seal: Seal }, event: Pick<WebhookEventTable, 'name' | 'raw_body' | 'gateway_subject_id'>, now: Date): Promise<XNews> {
  const subjectId = event.gateway_subject_id;
  if (subjectId === null) return 'no_concern';
  if (event.name.startsWith('payout.')) return hearOfPayout(world, { gatewayPayoutId: subjectId, toldStatus: readToldPayoutStatus(event.raw_body), now });
  if (event.name === 'transaction.created') return hearOfStatementLine(world, { transactionId: subjectId, now });
  if (event.name.startsWith('fund_account.validation.')) return hearOfValidation(world, { gatewayValidationId: subjectId, now });
  return 'no_concern';
}
