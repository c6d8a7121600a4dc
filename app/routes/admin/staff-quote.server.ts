import { accepted, type Outcome } from '#app/domain/refusal.ts';
import { quoteCancellation, type QuoteRefusal } from '#app/use-cases/quote-cancellation.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import type { Database } from '#db/client.ts';

interface StaffWish {
  readonly masterBookingId: string;
  readonly partIds: readonly string[];
  readonly actor: { readonly kind: 'provider' | 'admin'; readonly id: string };
  readonly now: Date;
}

/** A cancellation that gives all of it back, with its lines in words; amounts in paise. */
export type StaffQuote = { readonly id: string; readonly refundPaise: number; readonly lines: readonly StaffQuoteLine[] };
export type StaffQuoteLine = Awaited<ReturnType<typeof nameLines>>[number];

/** Quotes what a provider or admin is about to cancel. Free follow-ups of a cancelled consultation come along. */
export async function quoteForStaff(db: Database, wish: StaffWish): Promise<Outcome<StaffQuote, QuoteRefusal>> {
  const quote = await quoteCancellation(db, { ...wish, followUps: null });
  if (!quote.ok) return quote;
  const { id, result } = quote.value;
  return accepted({ id, refundPaise: result.refundPaise, lines: await nameLines(db, wish, result.lines) });
}

async function nameLines(
  db: Database,
  { masterBookingId, partIds }: StaffWish,
  lines: readonly { readonly partId: string; readonly paidPaise: number; readonly alreadyRefundedPaise: number; readonly refundPaise: number }[],
) {
  const parts = new Map((await getCancellableParts(db, masterBookingId)).map((part) => [part.id, part]));
  return lines.map(({ partId, paidPaise, alreadyRefundedPaise, refundPaise }) => {
    const { serviceName, providerId, providerName, startsAt, zone } = parts.get(partId)!;
    return { id: partId, serviceName, providerId, providerName, startsAt, zone, paidPaise, alreadyRefundedPaise, refundPaise, comesAlong: !partIds.includes(partId) };
  });
}
