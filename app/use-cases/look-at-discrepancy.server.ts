import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { closeAgreed, findSubject, type DiscrepancyRow } from '#db/discrepancies.ts';
import { inTransaction } from '#db/transaction.ts';
import type { InboxWorld } from './apply-webhook.server.ts';
import { confirmPayment } from './confirm-payment.server.ts';
import { GatewaySilent } from './day-run.server.ts';
import { hearOfPayout } from './hear-of-payout.server.ts';
import { lookAtRefunds } from './look-at-refunds.server.ts';
import { reconcileDay } from './reconcile-day.server.ts';

/**
 * Asks Razorpay about the one thing, hears the answer as any news of it, and closes the day again: what both books say
 * alike by then closes by itself. Throws while Razorpay is silent, so that the queue asks again.
 */
export async function lookAtDiscrepancy(world: InboxWorld, { discrepancyId, now }: { readonly discrepancyId: string; readonly now: Date }): Promise<void> {
  const { db } = world;
  const row = await db.selectFrom('discrepancy').selectAll().where('id', '=', discrepancyId).where('resolved_at', 'is', null).executeTakeFirst();
  if (!row) return;
  if ((await askAboutSubject(world, row.subject_id, now)) === 'unknown') throw new GatewaySilent(row.subject_id);
  if (row.source === 'event' && (await saysAlike(world, row))) await inTransaction(db, (trx) => closeAgreed(trx, row.id, now));
  const day = (row.day ?? localDateOf(row.opened_at, BOOKS_ZONE)) as LocalDate;
  if (day < localDateOf(now, BOOKS_ZONE)) await reconcileDay(world, { day, now });
}

type News = 'heard' | 'unknown';

async function askAboutSubject(world: InboxWorld, subjectId: string, now: Date): Promise<News> {
  const subject = await findSubject(world.db, subjectId);
  if (subjectId.startsWith('pay_')) return askAboutPayment(world, subjectId, subject.gatewayOrderId, now);
  if (subjectId.startsWith('rfnd_') && subject.gatewayPaymentId !== null) return heard(await lookAtRefunds(world, { gatewayPaymentId: subject.gatewayPaymentId, now }));
  if (subjectId.startsWith('pout_')) return heard(await hearOfPayout(world, { gatewayPayoutId: subjectId, toldStatus: null, now }));
  return 'heard';
}

async function askAboutPayment(world: InboxWorld, gatewayPaymentId: string, knownOrderId: string | null, now: Date): Promise<News> {
  const told = knownOrderId === null ? await world.gateway.fetchPayment(gatewayPaymentId) : null;
  if (told?.kind === 'unknown') return 'unknown';
  const gatewayOrderId = told?.kind === 'accepted' ? told.value.order_id : knownOrderId;
  return gatewayOrderId ? heard(await confirmPayment(world, { gatewayOrderId, now })) : 'heard';
}

function heard(news: string): News {
  return news === 'unknown' ? 'unknown' : 'heard';
}

/** Seen when it happened, so no day's run looks for it: a state is compared with what Razorpay says of it now. */
async function saysAlike({ db, gateway, payoutGateway }: InboxWorld, row: DiscrepancyRow): Promise<boolean> {
  if (row.kind !== 'status_differs') return false;
  const { refund, attempt } = await findSubject(db, row.subject_id);
  if (refund) {
    const answer = await gateway.fetchRefunds(refund.gateway_payment_id);
    const told = answer.kind === 'accepted' ? answer.value.find(({ id }) => id === row.subject_id) : undefined;
    return told !== undefined && told.status === refund.status && told.amount === refund.amount_paise;
  }
  const answer = attempt && (await payoutGateway.fetchPayout(row.subject_id));
  return answer?.kind === 'accepted' && answer.value.status === attempt?.status && answer.value.amount === attempt.amount_paise;
}
