import { ask, type Answer } from './answer.server.ts';
import { createRazorpayClient, type GatewayCredentials } from './client.server.ts';
import type { LocalDate } from '#app/domain/appointment-time.ts';
import { collection, itemsOf, order, payment, refund, type GatewayRefund, type Order, type Payment } from './entities.ts';
import { reconItem, settlement, type GatewaySettlement, type ReconItem } from './settlement-entities.ts';
import { unixSeconds } from './unix-seconds.ts';

export interface OrderRequest {
  /** Our payment transaction's id; how a create that got no answer is found again. */
  readonly receipt: string;
  readonly amountPaise: number;
  readonly visitCode: string;
}

export interface RefundRequest {
  readonly gatewayPaymentId: string;
  readonly amountPaise: number;
  /** Our refund's id: Razorpay refuses a second refund with it, and it is how an unanswered one is found. */
  readonly receipt: string;
  /** A UUID for ever on our row; the same key with the same body gives the same refund. */
  readonly idempotencyKey: string;
}

/** Everything we say to Razorpay. Each verb answers accepted, refused or unknown; none throws for the network. */
export interface Gateway {
  createOrder(request: OrderRequest): Promise<Answer<Order>>;
  findOrderByReceipt(receipt: string): Promise<Answer<Order | null>>;
  fetchOrderPayments(orderId: string): Promise<Answer<readonly Payment[]>>;
  capturePayment(paymentId: string, amountPaise: number): Promise<Answer<Payment>>;
  createRefund(request: RefundRequest): Promise<Answer<GatewayRefund>>;
  fetchRefunds(paymentId: string): Promise<Answer<readonly GatewayRefund[]>>;
  fetchPayment(paymentId: string): Promise<Answer<Payment>>;
  /** Payments and refunds made in that span, newest first, a page at a time. */
  fetchPaymentsPage(page: Span & { readonly skip: number }): Promise<Answer<readonly Payment[]>>;
  fetchRefundsPage(page: Span & { readonly skip: number }): Promise<Answer<readonly GatewayRefund[]>>;
  /** Settlements made in that span, a page at a time. */
  fetchSettlements(span: Span & { readonly skip: number }): Promise<Answer<readonly GatewaySettlement[]>>;
  /** What was settled on one day, `YYYY-MM-DD`, a page at a time. */
  fetchReconPage(page: { readonly day: LocalDate; readonly skip: number }): Promise<Answer<readonly ReconItem[]>>;
}

/** UTC; `until` is not in it. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

const CURRENCY = 'INR';
/** Razorpay's largest page; a visit has at most as many refunds as parts and overrides, far below it. */
const REFUNDS_PER_PAGE = 100;
const SETTLEMENTS_PER_PAGE = 100;
/** The largest of Razorpay's ordinary lists. */
export const LIST_PAGE = 100;
/** Razorpay's largest (razorpay.md 8). */
export const RECON_PAGE = 1_000;

export function createGateway(credentials: GatewayCredentials): Gateway {
  const { sdk, http } = createRazorpayClient(credentials);
  return {
    createOrder: ({ receipt, amountPaise, visitCode }) =>
      ask(order, () => sdk.orders.create({ amount: amountPaise, currency: CURRENCY, receipt, notes: { visit: visitCode } })),

    findOrderByReceipt: async (receipt) => {
      const answer = await ask(collection(order), () => sdk.orders.all({ receipt }));
      return answer.kind === 'accepted' ? { kind: 'accepted', value: answer.value.items[0] ?? null } : answer;
    },

    fetchOrderPayments: async (orderId) => {
      const answer = await ask(collection(payment), () => sdk.orders.fetchPayments(orderId));
      return answer.kind === 'accepted' ? { kind: 'accepted', value: answer.value.items } : answer;
    },

    // The SDK's own refund call drops the idempotency header without a word (razorpay.md 2.2); its HTTP client does not.
    createRefund: ({ gatewayPaymentId, amountPaise, receipt, idempotencyKey }) =>
      ask(refund, async () => {
        const answer = await http.request({
          method: 'post',
          url: `/v1/payments/${gatewayPaymentId}/refund`,
          data: { amount: amountPaise, speed: 'normal', receipt },
          headers: { 'X-Refund-Idempotency': idempotencyKey },
        });
        return answer.data;
      }),

    fetchRefunds: async (paymentId) => {
      const answer = await ask(collection(refund), () => sdk.payments.fetchMultipleRefund(paymentId, { count: REFUNDS_PER_PAGE }));
      return answer.kind === 'accepted' ? { kind: 'accepted', value: answer.value.items } : answer;
    },

    fetchPayment: (paymentId) => ask(payment, () => sdk.payments.fetch(paymentId)),

    fetchSettlements: async ({ from, until, skip }) => {
      const params = { from: unixSeconds(from), to: unixSeconds(until) - 1, count: SETTLEMENTS_PER_PAGE, skip };
      return itemsOf(await ask(collection(settlement), async () => (await http.request({ method: 'get', url: '/v1/settlements', params })).data));
    },

    fetchPaymentsPage: async ({ from, until, skip }) => {
      const params = { from: unixSeconds(from), to: unixSeconds(until) - 1, count: LIST_PAGE, skip };
      return itemsOf(await ask(collection(payment), async () => (await http.request({ method: 'get', url: '/v1/payments', params })).data));
    },

    fetchRefundsPage: async ({ from, until, skip }) => {
      const params = { from: unixSeconds(from), to: unixSeconds(until) - 1, count: LIST_PAGE, skip };
      return itemsOf(await ask(collection(refund), async () => (await http.request({ method: 'get', url: '/v1/refunds', params })).data));
    },

    fetchReconPage: async ({ day, skip }) => {
      const [year, month, date] = day.split('-');
      const params = { year, month, day: date, count: RECON_PAGE, skip };
      return itemsOf(await ask(collection(reconItem), async () => (await http.request({ method: 'get', url: '/v1/settlements/recon/combined', params })).data));
    },

    capturePayment: (paymentId, amountPaise) => ask(payment, () => sdk.payments.capture(paymentId, amountPaise, CURRENCY)),
  };
}

