/** What the emulator keeps. Names and nesting are those of the wire; what Razorpay would not show is under `hidden`. Amounts are paise, times virtual unix seconds. */

export type Notes = Record<string, string>;

export type CaptureRule = {
  capture: 'automatic' | 'manual';
  automaticExpiryMinutes: number | null;
  manualExpiryMinutes: number | null;
};

export type Order = {
  id: string;
  entity: 'order';
  amount: number;
  amount_paid: number;
  amount_due: number;
  currency: string;
  receipt: string | null;
  offer_id: null;
  status: 'created' | 'attempted' | 'paid';
  attempts: number;
  notes: Notes;
  created_at: number;
  hidden: { captureRule: CaptureRule | null; partialPayment: boolean };
};

export type PaymentMethod = 'upi' | 'card' | 'netbanking' | 'wallet';

export type Card = {
  id: string;
  entity: 'card';
  name: string;
  last4: string;
  network: string;
  type: 'credit' | 'debit';
  issuer: string | null;
  international: boolean;
  emi: boolean;
  sub_type: 'consumer';
  token_iin: null;
};

export type Payment = {
  id: string;
  entity: 'payment';
  amount: number;
  currency: string;
  base_amount: number;
  status: 'created' | 'authorized' | 'captured' | 'refunded' | 'failed';
  order_id: string;
  invoice_id: null;
  international: boolean;
  method: PaymentMethod;
  amount_refunded: number;
  amount_transferred: number;
  refund_status: null | 'partial' | 'full';
  captured: boolean;
  description: string | null;
  card_id: string | null;
  bank: string | null;
  wallet: string | null;
  vpa: string | null;
  email: string;
  contact: string;
  notes: Notes;
  fee: number | null;
  tax: number | null;
  error_code: string | null;
  error_description: string | null;
  error_source: string | null;
  error_step: string | null;
  error_reason: string | null;
  acquirer_data: Record<string, string | null>;
  created_at: number;
  upi?: { payer_account_type: 'bank_account'; vpa: string; flow: 'collect' };
  hidden: {
    card: Card | null;
    /** When the bank's late answer comes by itself; null when none is awaited. */
    lateAt: number | null;
    /** When an authorised, uncaptured payment is given back; null once decided. */
    captureDeadlineAt: number | null;
  };
};

export type Refund = {
  id: string;
  entity: 'refund';
  amount: number;
  currency: string;
  payment_id: string;
  notes: Notes;
  receipt: string | null;
  acquirer_data: Record<string, string | null>;
  created_at: number;
  batch_id: null;
  status: 'pending' | 'processed' | 'failed';
  speed_processed: 'normal' | 'instant';
  speed_requested: 'normal' | 'optimum';
  hidden: {
    origin: 'api' | 'dashboard' | 'automatic';
    idempotencyKey: string | null;
    settleAt: number | null;
    settleAs: 'processed' | 'failed';
    arnAt: number | null;
  };
};

/** One remembered answer to a request that carried an idempotency header. */
export type IdempotentAnswer = { id: string; requestHash: string; status: number; body: string; created_at: number };

/** Pay-in and RazorpayX webhooks are set up apart, each with its own secret. */
export type EndpointKind = 'pg' | 'x';

export type Endpoint = {
  id: string;
  kind?: EndpointKind;
  url: string;
  secret: string;
  /** Event names, or `['*']`. */
  events: string[];
  active: boolean;
  disabledReason: string | null;
  created_at: number;
};

/** `body` is the snapshot when the event happened, byte for byte what is sent and signed. */
export type WebhookEvent = { id: string; event: string; body: string; created_at: number };

export type Attempt = { at: number; status: number | null; error: string | null; ms: number; copy: boolean; wrongSignature: boolean };

export type Delivery = {
  id: string;
  event_id: string;
  endpoint_id: string;
  event: string;
  /** `lost`: happened, or was due, while webhooks were silent. */
  status: 'pending' | 'delivered' | 'failed' | 'dropped' | 'not_sent' | 'lost';
  secret: string;
  created_at: number;
  next_attempt_at: number | null;
  attempts: Attempt[];
  /** Sent by hand; silence does not hold it. */
  replayed?: true;
};

/** One checkout opened in a browser. */
export type CheckoutSession = {
  id: string;
  orderId: string;
  name: string;
  description: string | null;
  email: string;
  contact: string;
  notes: Notes;
  method: PaymentMethod | null;
  callbackUrl: string | null;
  cancelUrl: string | null;
  /** The shop page's origin when the checkout stands in its frame. */
  frameOrigin: string | null;
  created_at: number;
};
