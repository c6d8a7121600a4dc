/** What settlements keep. As everywhere: names of the wire, paise, virtual unix seconds, and `hidden` for what is never shown. */

export type Settlement = {
  id: string;
  entity: 'settlement';
  /** Credits less debits of its items. */
  amount: number;
  status: 'created' | 'processed';
  /** Of its payments; includes `tax`. */
  fees: number;
  tax: number;
  utr: string;
  created_at: number;
};

/** A captured payment or processed refund no settlement has taken yet. */
export type WaitingItem = {
  id: string;
  /** The day it was made, in India. */
  day: number;
  /** When it was captured or processed: no settlement before that can have it. */
  ready_at: number;
};

export type SettledItem = { id: string; settlement_id: string };

/** One line of reconciliation, as the API tells it. */
export type ReconItem = {
  entity_id: string;
  type: 'payment' | 'refund';
  debit: number;
  credit: number;
  amount: number;
  currency: string;
  fee: number;
  tax: number;
  on_hold: false;
  settled: true;
  created_at: number;
  settled_at: number;
  settlement_id: string;
  posted_at: null;
  credit_type: 'default';
  description: string | null;
  notes: Record<string, string> | null;
  payment_id: string | null;
  settlement_utr: string;
  order_id: string;
  order_receipt: string | null;
  method: string;
  card_network: string | null;
  card_issuer: string | null;
  card_type: string | null;
  dispute_id: null;
};
