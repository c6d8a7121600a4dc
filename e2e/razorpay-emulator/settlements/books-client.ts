import type { EmulatorAdmin } from '../admin-client.ts';
import type { Payment, Refund } from '../entities.ts';
import type { connectSdk } from '../razorpay-client.ts';
import type { ReconItem, Settlement } from './entities.ts';

export type Refused = { status: number; data: { error: { description: string } } };
type Listed<T> = { status: number; data: { count: number; items: T[] } & Refused['data'] };
type Raw = ReturnType<typeof connectSdk>['raw'];

const DAY_SECONDS = 86_400;

/** What a shop's accountant asks of the API. */
export function connectBooks(raw: Raw, admin: EmulatorAdmin) {
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { status, data } = await raw(method, path, body);
    return { status, data } as T;
  }

  /** A captured payment's id. */
  async function pay(amount: number, receipt: string | null = 'visit'): Promise<string> {
    const { data } = await ask<{ data: { id: string } }>('post', '/orders', { amount, currency: 'INR', receipt });
    return (await admin.pay({ order_id: data.id })).razorpay_payment_id;
  }

  const refund = async (paymentId: string, amount: number): Promise<Refund> => (await ask<{ data: Refund }>('post', `/payments/${paymentId}/refund`, { amount })).data;
  const recon = (query: Record<string, string>): Promise<Listed<ReconItem>> => ask('get', `/settlements/recon/combined?${new URLSearchParams(query)}`);

  /** Everything settled on a day such as 2026-03-04. */
  async function settledOn(date: string): Promise<ReconItem[]> {
    const [year = '', month = '', day = ''] = date.split('-');
    return (await recon({ year, month, day, count: '1000' })).data.items;
  }

  const settlements = async (query: Record<string, string> = {}): Promise<Settlement[]> => (await ask<Listed<Settlement>>('get', `/settlements?${new URLSearchParams(query)}`)).data.items;
  const settlement = async (id: string): Promise<Settlement> => (await ask<{ data: Settlement }>('get', `/settlements/${id}`)).data;
  const payment = (id: string): Promise<{ status: number; data: Payment & Refused['data'] }> => ask('get', `/payments/${id}`);
  const refunded = (id: string): Promise<{ status: number; data: Refund & Refused['data'] }> => ask('get', `/refunds/${id}`);
  const listed = async (path: string): Promise<string[]> => (await ask<Listed<{ id: string }>>('get', `${path}?count=100`)).data.items.map(({ id }) => id);
  const days = (count: number): Promise<unknown> => admin.advance(count * DAY_SECONDS);
  return { ask, pay, refund, recon, settledOn, settlements, settlement, payment, refunded, listed, days };
}

export function sumOf(items: ReconItem[]): { amount: number; fees: number; tax: number } {
  return items.reduce((sum, { credit, debit, fee, tax }) => ({ amount: sum.amount + credit - debit, fees: sum.fees + fee, tax: sum.tax + tax }), { amount: 0, fees: 0, tax: 0 });
}
