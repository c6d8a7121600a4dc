import { z } from 'zod';

/** Razorpay's shapes of settlements (razorpay.md 8), as far as the books need them. Amounts are paise, instants unix seconds. */
export const settlement = z.object({
  id: z.string().regex(/^setl_[A-Za-z0-9]{14}$/),
  amount: z.int(),
  status: z.enum(['created', 'processed', 'failed']),
  fees: z.int(),
  tax: z.int(),
  utr: z.string().nullish(),
  created_at: z.int(),
});
export type GatewaySettlement = z.infer<typeof settlement>;

/** One payment, refund, transfer or adjustment that a settlement counts. `fee` includes `tax`. */
export const reconItem = z.object({
  entity_id: z.string().regex(/^[a-z]+_[A-Za-z0-9]{14}$/),
  type: z.enum(['payment', 'refund', 'transfer', 'adjustment']),
  debit: z.int(),
  credit: z.int(),
  amount: z.int(),
  fee: z.int().nullish(),
  tax: z.int().nullish(),
  settled_at: z.int(),
  settlement_id: z.string().nullish(),
  settlement_utr: z.string().nullish(),
  payment_id: z.string().nullish(),
  order_id: z.string().nullish(),
});
export type ReconItem = z.infer<typeof reconItem>;
