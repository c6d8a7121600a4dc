/** Kinds of fault that can be planted, and what the API tells then. */
export const PLANT_KINDS = {
  payment_missing: 'a payment is in no list, no fetch and no settlement',
  payment_extra: 'a settled payment on an order without receipt, which nobody ordered',
  payment_amount_over: 'reconciliation tells a payment `paise` too high',
  payment_amount_under: 'reconciliation tells a payment `paise` too low',
  payment_fee: 'a payment cost ₹1.18 more, of it ₹0.18 tax',
  refund_missing: 'a refund is in no list, no fetch and no settlement',
  refund_extra: 'a refund of `paise` was made in the dashboard, and no event told',
  refund_status: 'a processed refund is told as failed, and is in no settlement',
  wrong_batch: 'an item names another settlement than its bank reference',
  duplicate: 'an item is told twice, and its settlement counts it twice',
  statement_missing: 'a payout’s debit is not in the statement',
  statement_return_missing: 'a payout’s return is not in the statement',
  statement_extra: 'a payout of `paise` was made in the dashboard, and no event told',
  statement_over: 'a payout’s debit is `paise` too high',
  statement_under: 'a payout’s debit is `paise` too low',
  statement_fee: 'a payout’s debit has ₹1.18 more fees, of it ₹0.18 tax',
  statement_duplicate: 'a payout is debited twice, the second time as another line',
} as const;

export type PlantKind = keyof typeof PLANT_KINDS;

export type Plant = {
  /** Of the payment, refund or payout the fault is about: one fault each. */
  id: string;
  kind: PlantKind;
  /** By how much it is told wrong, or the whole of what is missing, too much or misplaced. */
  paise: number;
  created_at: number;
  /** The line of the statement, for faults of the statement. */
  transaction_id: string | null;
  hidden: {
    /** The settlement that is named instead. */
    otherSettlementId: string | null;
    /** The id of the second line of a payout debited twice. */
    secondLineId: string | null;
  };
};

/** What a fee is told too high by: ₹1 and its GST. */
export const EXTRA_FEE = { fee: 118, tax: 18 };
