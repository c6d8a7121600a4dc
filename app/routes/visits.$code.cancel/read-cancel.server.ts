import { formatDay } from '#app/domain/appointment-time.ts';
import { policySentenceNow } from '#app/domain/policy-sentence.ts';
import { refundExpectedBy } from '#app/domain/refund-date.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { methodWord } from '#app/components/booking/payment-method.ts';
import { findFollowUpQuestion, stateOfVisit } from '#app/use-cases/quote-cancellation.server.ts';
import { getCancellableParts, type VisitPart } from '#db/cancellable-parts.ts';
import type { StoredQuote } from '#db/cancellation-quotes.ts';
import type { Database } from '#db/client.ts';
import { couponCodeOf, type PatientVisit } from '#db/visits.ts';
import type { CancelView, FollowUpQuestionView, PartChoice, QuoteView } from './cancel-view.ts';

interface Reading {
  readonly visit: PatientVisit;
  readonly quote: StoredQuote | null;
  /** Parts about whose follow-ups the patient is asked. */
  readonly askAbout: readonly string[];
  readonly now: Date;
}

export async function readCancel(db: Database, { visit, quote, askAbout, now }: Reading): Promise<CancelView> {
  const parts = await getCancellableParts(db, visit.id);
  const holds = quote !== null && quote.expiresAt >= now && quote.stateOfVisit === stateOfVisit(parts);
  return {
    code: visit.code,
    zone: parts[0]!.zone,
    parts: parts.map((part) => choiceOf(part, now)),
    couponCode: couponCodeOf(visit),
    paidWith: methodWord(visit.payment_method),
    quote: holds ? viewOfQuote(quote, parts, now) : null,
    question: questionOf(parts, askAbout, now),
    outdated: quote !== null && !holds ? quote.body.partIds : null,
  };
}

function questionOf(parts: readonly VisitPart[], askAbout: readonly string[], now: Date): FollowUpQuestionView | null {
  const chosen = parts.filter((part) => part.status === 'confirmed' && askAbout.includes(part.id)).map((part) => part.id);
  const question = findFollowUpQuestion(parts, { partIds: chosen, now });
  return question && { chosen, ...question };
}

function choiceOf(part: VisitPart, now: Date): PartChoice {
  return {
    ...namesOfPart(part),
    status: part.status,
    paidPaise: effectivePaidPaise(part),
    alreadyRefundedPaise: part.refundedPaise,
    policy: policySentenceNow(part, now),
  };
}

function namesOfPart(part: VisitPart) {
  return { id: part.id, kind: part.serviceKind, service: part.serviceName, provider: part.providerName, startsAt: part.startsAt.toISOString(), zone: part.zone };
}

function viewOfQuote(quote: StoredQuote, parts: readonly VisitPart[], now: Date): QuoteView {
  const { lines } = quote.body;
  const gone = new Set(lines.map((line) => line.partId));
  const partOf = (id: string) => parts.find((part) => part.id === id)!;
  return {
    id: quote.id,
    lines: lines.map((line) => ({ ...line, ...namesOfPart(partOf(line.partId)) })),
    refundPaise: quote.refundPaise,
    expiresAt: quote.expiresAt.toISOString(),
    kept: parts.filter((part) => part.status === 'confirmed' && !gone.has(part.id)).map((part) => choiceOf(part, now)),
    grantsBack: [...gone].map(partOf).some((part) => part.usesFollowUpGrant && !gone.has(part.followsBookingId ?? '')),
    expectedBy: formatDay(refundExpectedBy(now, parts[0]!.zone)),
  };
}
