import { z } from 'zod';
import type { Database } from './client.ts';

export type CancellationLetter = Awaited<ReturnType<typeof getCancellationLetter>>;

/** A cancellation with the arithmetic of each part, for its mail. */
export async function getCancellationLetter(db: Database, cancellationId: string) {
  const cancellation = await db
    .selectFrom('cancellation')
    .select([
      'cancellation.id', 'cancellation.actor_kind', 'cancellation.reason', 'cancellation.refund_paise', 'cancellation.quoted_at', 'cancellation.cancelled_at',
    ])
    .where('cancellation.id', '=', cancellationId)
    .executeTakeFirstOrThrow();
  const lines = await db
    .selectFrom('cancellation_line as line')
    .innerJoin('individual_booking as part', 'part.id', 'line.individual_booking_id')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .select([
      'line.individual_booking_id', 'line.list_price_paise', 'line.coupon_share_paise', 'line.paid_paise', 'line.already_refunded_paise',
      'line.fee_paise', 'line.requalify_paise', 'line.refund_paise', 'line.tier_index', 'line.sample_collected_at', 'line.reasons',
      'part.service_name', 'part.starts_at', 'part.zone', 'part.policy', 'provider.name as provider_name',
    ])
    .where('line.cancellation_id', '=', cancellationId)
    .orderBy('part.position')
    .execute();
  return { ...cancellation, lines: lines.map((line) => ({ ...line, reasons: z.array(z.string()).parse(JSON.parse(line.reasons)) })) };
}
