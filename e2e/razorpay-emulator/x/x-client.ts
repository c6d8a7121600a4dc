import { randomUUID } from 'node:crypto';
import type { connectSdk } from '../razorpay-client.ts';
import { DEFAULT_X_ACCOUNT_NUMBER as X_ACCOUNT } from '../world.ts';
import type { Payout } from './entities.ts';

export type XAnswer<T = Record<string, unknown>> = { status: number; data: T & { error: { description: string; field?: string; reason?: string | null } } };
export type PayoutAnswer = XAnswer<Payout>;
export type ListAnswer<T = Record<string, unknown>> = XAnswer<{ count: number; items: T[] }>;

type Raw = ReturnType<typeof connectSdk>['raw'];

/** RazorpayX's calls as a shop makes them: raw, because the SDK has no resources for them. */
export function connectX(raw: Raw) {
  const ask = <T extends XAnswer>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> => raw(method, path, body, headers) as Promise<unknown> as Promise<T>;

  async function contact(changes: Record<string, unknown> = {}): Promise<string> {
    const { data } = await ask('post', '/contacts', { name: 'Dr Asha Rao', type: 'vendor', ...changes });
    return String(data.id);
  }

  /** A fund account whose number ends in these two digits. */
  async function account(suffix: string, changes: Record<string, unknown> = {}): Promise<string> {
    const bank_account = { name: 'Asha Rao', ifsc: 'HDFC0000053', account_number: `501000123${suffix}`, ...changes };
    const { data } = await ask('post', '/fund_accounts', { contact_id: await contact(), account_type: 'bank_account', bank_account });
    return String(data.id);
  }

  function pay(fundAccountId: string, changes: Record<string, unknown> = {}, key: string | null = randomUUID()): Promise<PayoutAnswer> {
    const body = { account_number: X_ACCOUNT, fund_account_id: fundAccountId, amount: 60_000, currency: 'INR', mode: 'IMPS', purpose: 'payout', ...changes };
    return ask('post', '/payouts', body, key === null ? {} : { 'X-Payout-Idempotency': key });
  }

  const payout = async (id: string): Promise<Payout> => (await ask<PayoutAnswer>('get', `/payouts/${id}`)).data;
  const list = <T>(path: string, query: Record<string, string> = {}): Promise<ListAnswer<T>> => ask('get', `${path}?${new URLSearchParams({ account_number: X_ACCOUNT, ...query })}`);
  return { ask, contact, account, pay, payout, list, ownAccount: X_ACCOUNT };
}
