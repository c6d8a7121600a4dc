import { z } from 'zod';
import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';
import type { ActorRef } from './status-events.ts';

const paise = z.int();

/** What was computed and shown, kept whole; executing a quote reads this and computes nothing. */
export const quoteBody = z.object({
  partIds: z.array(z.string()).readonly(),
  lines: z.array(
    z.object({
      partId: z.string(),
      listPricePaise: paise,
      couponSharePaise: paise,
      paidPaise: paise,
      alreadyRefundedPaise: paise,
      basePaise: paise,
      feePaise: paise,
      requalifyPaise: paise,
      refundPaise: paise,
      tierIndex: z.int().nullable(),
      reasons: z.array(z.string()).readonly(),
    }),
  ),
  requalified: z.array(z.tuple([z.string(), paise])),
  regranted: z.array(z.tuple([z.string(), paise])),
  sampleCollectedAt: z.record(z.string(), z.string().nullable()),
});
export type QuoteBody = z.infer<typeof quoteBody>;

export interface StoredQuote {
  readonly id: string;
  readonly masterBookingId: string;
  readonly body: QuoteBody;
  readonly refundPaise: number;
  readonly stateOfVisit: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export async function insertQuote(
  db: Database,
  quote: { readonly masterBookingId: string; readonly actor: ActorRef & { readonly id: string }; readonly body: QuoteBody; readonly refundPaise: number; readonly stateOfVisit: string; readonly expiresAt: Date; readonly now: Date },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('cancellation_quote')
    .values({
      id,
      master_booking_id: quote.masterBookingId,
      actor_kind: quote.actor.kind,
      actor_id: quote.actor.id,
      body: JSON.stringify(quote.body),
      refund_paise: quote.refundPaise,
      state_of_visit: quote.stateOfVisit,
      created_at: quote.now,
      expires_at: quote.expiresAt,
      used_at: null,
    })
    .execute();
  return id;
}

/** The actor's own quote; a foreign one and an unknown one look the same. */
export async function findOwnQuote(db: Database, own: { readonly quoteId: string; readonly actor: ActorRef & { readonly id: string } }): Promise<StoredQuote | null> {
  const row = await db
    .selectFrom('cancellation_quote')
    .selectAll()
    .where('id', '=', own.quoteId)
    .where('actor_kind', '=', own.actor.kind)
    .where('actor_id', '=', own.actor.id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    masterBookingId: row.master_booking_id,
    body: quoteBody.parse(JSON.parse(row.body)),
    refundPaise: row.refund_paise,
    stateOfVisit: row.state_of_visit,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}

/** True for the one caller that uses it up. */
export async function useUpQuote(trx: Trx, quoteId: string, now: Date): Promise<boolean> {
  const result = await trx.updateTable('cancellation_quote').set({ used_at: now }).where('id', '=', quoteId).where('used_at', 'is', null).executeTakeFirstOrThrow();
  return result.numUpdatedRows === 1n;
}
