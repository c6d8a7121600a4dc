import { ask, type Answer } from './answer.server.ts';
import { createRazorpayClient, type GatewayCredentials } from './client.server.ts';
import { collection, order, payment, refund, type GatewayRefund, type Order, type Payment } from './entities.ts';

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
}

const CURRENCY = 'INR';
/** Razorpay's largest page; a visit has at most as many refunds as parts and overrides, far below it. */
const REFUNDS_PER_PAGE = 100;

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

    capturePayment: (paymentId, amountPaise) => ask(payment, () => sdk.payments.capture(paymentId, amountPaise, CURRENCY)),
  };
}

