import { ask, type Answer } from './answer.server.ts';
import { createRazorpayClient, type GatewayCredentials } from './client.server.ts';
import { collection, order, payment, type Order, type Payment } from './entities.ts';

export interface OrderRequest {
  /** Our payment transaction's id; how a create that got no answer is found again. */
  readonly receipt: string;
  readonly amountPaise: number;
  readonly visitCode: string;
}

/** Everything we say to Razorpay. Each verb answers accepted, refused or unknown; none throws for the network. */
export interface Gateway {
  createOrder(request: OrderRequest): Promise<Answer<Order>>;
  findOrderByReceipt(receipt: string): Promise<Answer<Order | null>>;
  fetchOrderPayments(orderId: string): Promise<Answer<readonly Payment[]>>;
  capturePayment(paymentId: string, amountPaise: number): Promise<Answer<Payment>>;
}

const CURRENCY = 'INR';

export function createGateway(credentials: GatewayCredentials): Gateway {
  const { sdk } = createRazorpayClient(credentials);
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

    capturePayment: (paymentId, amountPaise) => ask(payment, () => sdk.payments.capture(paymentId, amountPaise, CURRENCY)),
  };
}

