import { z } from 'zod';

/** RazorpayX's shapes, as far as we act on them (razorpay.md 7). Amounts are paise. Account numbers are never read back. */
export const payoutId = z.string().regex(/^pout_[A-Za-z0-9]{14}$/);
export const contactId = z.string().regex(/^cont_[A-Za-z0-9]{14}$/);
export const fundAccountId = z.string().regex(/^fa_[A-Za-z0-9]{14}$/);
export const validationId = z.string().regex(/^fav_[A-Za-z0-9]{14}$/);
export const transactionId = z.string().regex(/^txn_[A-Za-z0-9]{14}$/);

/** Empty PHP-side objects arrive as [] (razorpay.md 1.2). */
const emptyList = z.array(z.unknown()).transform(() => null);

export const gatewayPayout = z.object({
  id: payoutId,
  fund_account_id: fundAccountId.nullish(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['pending', 'queued', 'scheduled', 'processing', 'processed', 'failed', 'reversed', 'cancelled', 'rejected']),
  /** Includes `tax`; zero until processing starts. */
  fees: z.int().nullish(),
  tax: z.int().nullish(),
  utr: z.string().nullish(),
  mode: z.string(),
  reference_id: z.string().nullish(),
  notes: z.record(z.string(), z.unknown()).nullish().or(emptyList),
  status_details: z.object({ reason: z.string().nullish(), description: z.string().nullish(), source: z.string().nullish() }).nullish().or(emptyList),
  created_at: z.int(),
});
export type GatewayPayout = z.infer<typeof gatewayPayout>;

export const contact = z.object({ id: contactId });

/** The answer repeats the whole account number: only the id is taken from it, so that nothing else can be logged. */
export const fundAccount = z.object({ id: fundAccountId });

/** RazorpayX sends the score as a number or in quotes, and "null" for nothing (razorpay.md 7.4, 6.4). */
const score = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((given) => (given === null || given === undefined || given === '' || !Number.isFinite(Number(given)) ? null : Number(given)));
const textOrNothing = z
  .string()
  .nullish()
  .transform((given) => (given && given !== 'null' ? given : null));

export const validation = z.object({
  id: validationId,
  status: z.enum(['created', 'completed', 'failed']),
  results: z
    .object({ account_status: textOrNothing, registered_name: textOrNothing, name_match_score: score })
    .nullish()
    .or(emptyList),
});
export type GatewayValidation = z.infer<typeof validation>;

/** As a list has it, with the notes that say whose it is. */
export const notedValidation = validation.extend({ notes: z.record(z.string(), z.unknown()).nullish().or(emptyList) });

/** One line of the statement of our RazorpayX account. `debit` includes fees. */
export const statementLine = z.object({
  id: transactionId,
  amount: z.int(),
  credit: z.int(),
  debit: z.int(),
  balance: z.int(),
  source: z.object({
    entity: z.string(), id: z.string(), payout_id: payoutId.nullish(), utr: z.string().nullish(),
    fees: z.int().nullish(), fee: z.int().nullish(), tax: z.int().nullish(), bank_reference: z.string().nullish(),
  }),
  created_at: z.int(),
});
export type StatementLine = z.infer<typeof statementLine>;

export const bankingBalance = z.object({ account_number: z.string(), available_amount: z.int() });
