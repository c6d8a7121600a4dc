import { isReasonFor, type CancelReason } from '#app/domain/cancel-reason.ts';
import { formatPaise } from '#app/domain/money.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import { findOwnQuote, useUpQuote, type StoredQuote } from '#db/cancellation-quotes.ts';
import type { Database, Trx } from '#db/client.ts';
import type { ActorRef } from '#db/status-events.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { lockVisit } from '#db/visits-for-update.ts';
import { quoteCancellation, stateOfVisit } from './quote-cancellation.server.ts';
import { writeCancellation } from './write-cancellation.server.ts';

export interface CancellationOrder {
  readonly quoteId: string;
  readonly actor: ActorRef & { readonly id: string };
  readonly reason: CancelReason;
  readonly note: string | null;
  /** An admin's own amount instead of the rule's. */
  readonly override?: boolean;
  readonly now: Date;
}

export interface Cancelled {
  readonly cancellationId: string;
  readonly refundPaise: number;
}

export type CancelRefusal =
  | Refusal<'no_such_quote' | 'wrong_reason'>
  | (Refusal<'quote_used'> & { readonly cancellationId: string })
  | (Refusal<'quote_stale'> & { readonly newQuoteId: string | null });

/**
 * Executes exactly what a quote showed, once. Whatever made the quote untrue — time, another cancel, a refund — is a
 * refusal that carries a new quote, so that nobody is ever paid a number he was not shown.
 */
export async function cancelBookings(db: Database, order: CancellationOrder): Promise<Outcome<Cancelled, CancelRefusal>> {
  if (!isReasonFor(order.actor.kind, order.reason)) return refused({ code: 'wrong_reason', message: 'Choose a reason from the list.' });
  const quote = await findOwnQuote(db, order);
  if (!quote) return refused({ code: 'no_such_quote', message: 'This cancellation is not known. Start again from your visit; nothing was changed.' });
  const outcome = await tryInTransaction(db, (trx) => tryCancel(trx, quote, order));
  if (!outcome.ok && outcome.refusal.code === 'quote_stale') return refused(await withNewQuote(db, quote, order));
  return outcome;
}

async function tryCancel(trx: Trx, quote: StoredQuote, order: CancellationOrder): Promise<Outcome<Cancelled, CancelRefusal>> {
  await lockVisit(trx, quote.masterBookingId);
  const done = await trx.selectFrom('cancellation').select('id').where('quote_id', '=', quote.id).executeTakeFirst();
  if (done) return refused({ code: 'quote_used', cancellationId: done.id, message: 'This is already cancelled. Here is its receipt.' });
  const parts = await getCancellableParts(trx, quote.masterBookingId);
  if (order.now > quote.expiresAt || stateOfVisit(parts) !== quote.stateOfVisit || !(await useUpQuote(trx, quote.id, order.now))) {
    return refused({ code: 'quote_stale', newQuoteId: null, message: '' });
  }
  const cancellationId = await writeCancellation(trx, { quote, parts, order });
  return accepted({ cancellationId, refundPaise: quote.refundPaise });
}

async function withNewQuote(db: Database, quote: StoredQuote, order: CancellationOrder): Promise<CancelRefusal> {
  const again = await quoteCancellation(db, {
    masterBookingId: quote.masterBookingId,
    partIds: quote.body.partIds,
    followUps: quote.body.regranted.length > 0 ? 'pay_full' : 'cancel',
    actor: order.actor,
    now: order.now,
  });
  if (!again.ok) return { code: 'quote_stale', newQuoteId: null, message: `Your visit changed meanwhile and nothing was cancelled. ${again.refusal.message}` };
  return {
    code: 'quote_stale',
    newQuoteId: again.value.id,
    message: `What we showed you is out of date, so nothing was cancelled. It would now give back ${formatPaise(again.value.result.refundPaise)}; look again and confirm.`,
  };
}
