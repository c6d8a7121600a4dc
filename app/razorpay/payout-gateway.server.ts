import { ask, type Answer } from './answer.server.ts';
import { createRazorpayClient, type GatewayCredentials } from './client.server.ts';
import { collection, itemsOf } from './entities.ts';
import type { Span } from './gateway.server.ts';
import { unixSeconds } from './unix-seconds.ts';
import {
  bankingBalance, contact, fundAccount, gatewayPayout, notedValidation, statementLine, validation, type GatewayPayout, type GatewayValidation, type StatementLine,
} from './payout-entities.ts';

export interface PayoutCredentials extends GatewayCredentials {
  /** Our own RazorpayX account, never a beneficiary's. */
  readonly RAZORPAYX_ACCOUNT_NUMBER: string;
  /** RazorpayX's own keys, where they are not those of pay-in. */
  readonly RAZORPAYX_KEY_ID?: string | undefined;
  readonly RAZORPAYX_KEY_SECRET?: string | undefined;
}

export interface PayeeDetails {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** Our provider's id. */
  readonly reference: string;
}

export type FundAccountDetails =
  | { readonly kind: 'bank_account'; readonly contactId: string; readonly holderName: string; readonly ifsc: string; readonly accountNumber: string }
  | { readonly kind: 'vpa'; readonly contactId: string; readonly address: string };

/** Everything we say to RazorpayX. As with pay-in: accepted, refused or unknown; nothing throws for the network. */
export interface PayoutGateway {
  /** The account all payouts leave from; part of every request body. */
  readonly accountNumber: string;
  createContact(details: PayeeDetails): Promise<Answer<{ id: string }>>;
  /** By our provider's id; null where there is none. */
  findContact(reference: string): Promise<Answer<{ id: string } | null>>;
  /** The same details again give the same fund account (razorpay.md 7.3). */
  createFundAccount(details: FundAccountDetails): Promise<Answer<{ id: string }>>;
  /** A penny drop, for a fee; `reference` is our account row's id. */
  startValidation(of: { readonly fundAccountId: string; readonly kind: 'bank_account' | 'vpa'; readonly reference: string }): Promise<Answer<GatewayValidation>>;
  fetchValidation(id: string): Promise<Answer<GatewayValidation>>;
  /** The latest one under our account row's id that has not failed, asked for since then; null where there is none. */
  findValidation(of: { readonly reference: string; readonly since: Date }): Promise<Answer<GatewayValidation | null>>;
  /** `body` is sent letter by letter: another body under the same key is refused (razorpay.md 7.6). */
  createPayout(request: { readonly body: string; readonly idempotencyKey: string }): Promise<Answer<GatewayPayout>>;
  fetchPayout(id: string): Promise<Answer<GatewayPayout>>;
  findPayoutsByReference(reference: string): Promise<Answer<readonly GatewayPayout[]>>;
  /** Only a queued one can be cancelled. */
  cancelPayout(id: string): Promise<Answer<GatewayPayout>>;
  fetchStatementLine(id: string): Promise<Answer<StatementLine>>;
  /** Lines of that span, newest first, a page at a time. */
  fetchStatementPage(page: Span & { readonly skip: number }): Promise<Answer<readonly StatementLine[]>>;
  /** What can be paid out now; paise. */
  fetchBalance(): Promise<Answer<number>>;
}

const PAYOUTS_PER_PAGE = 100;
const PENNY_DROP_PAISE = 100;
const VALIDATIONS_PER_PAGE = 100;
export const STATEMENT_PAGE = 100;

export function createPayoutGateway(credentials: PayoutCredentials): PayoutGateway {
  const { http } = createRazorpayClient({
    ...credentials,
    RAZORPAY_KEY_ID: credentials.RAZORPAYX_KEY_ID ?? credentials.RAZORPAY_KEY_ID,
    RAZORPAY_KEY_SECRET: credentials.RAZORPAYX_KEY_SECRET ?? credentials.RAZORPAY_KEY_SECRET,
  });
  const accountNumber = credentials.RAZORPAYX_ACCOUNT_NUMBER;
  const get = (url: string, params?: Record<string, unknown>) => async () => (await http.request({ method: 'get', url, ...(params && { params }) })).data;
  const post = (url: string, data: unknown, headers?: Record<string, string>) => async () =>
    (await http.request({ method: 'post', url, data, headers: { 'Content-Type': 'application/json', ...headers } })).data;

  return {
    accountNumber,

    createContact: ({ name, email, phone, reference }) =>
      ask(contact, post('/v1/contacts', { name: contactName(name), email, contact: phone, type: 'vendor', reference_id: reference })),

    findContact: async (reference) => {
      const answer = await ask(collection(contact), get('/v1/contacts', { reference_id: reference, count: 1 }));
      return answer.kind === 'accepted' ? { kind: 'accepted', value: answer.value.items[0] ?? null } : answer;
    },

    createFundAccount: (details) => ask(fundAccount, post('/v1/fund_accounts', fundAccountBody(details))),

    startValidation: ({ fundAccountId, kind, reference }) =>
      ask(
        validation,
        post('/v1/fund_accounts/validations', {
          account_number: accountNumber,
          fund_account: { id: fundAccountId },
          ...(kind === 'bank_account' && { amount: PENNY_DROP_PAISE, currency: 'INR' }),
          notes: { account: reference },
        }),
      ),

    fetchValidation: (id) => ask(validation, get(`/v1/fund_accounts/validations/${id}`)),

    findValidation: (of) => findOwnValidation(get, accountNumber, of),

    createPayout: ({ body, idempotencyKey }) => ask(gatewayPayout, post('/v1/payouts', body, { 'X-Payout-Idempotency': idempotencyKey })),

    fetchPayout: (id) => ask(gatewayPayout, get(`/v1/payouts/${id}`)),

    findPayoutsByReference: async (reference) => {
      const answer = await ask(collection(gatewayPayout), get('/v1/payouts', { account_number: accountNumber, reference_id: reference, count: PAYOUTS_PER_PAGE }));
      return answer.kind === 'accepted' ? { kind: 'accepted', value: answer.value.items } : answer;
    },

    cancelPayout: (id) => ask(gatewayPayout, post(`/v1/payouts/${id}/cancel`, {})),

    fetchStatementLine: (id) => ask(statementLine, get(`/v1/transactions/${id}`)),

    fetchStatementPage: async ({ from, until, skip }) => {
      const params = { account_number: accountNumber, from: unixSeconds(from), to: unixSeconds(until) - 1, count: STATEMENT_PAGE, skip };
      return itemsOf(await ask(collection(statementLine), get('/v1/transactions', params)));
    },

    fetchBalance: async () => {
      const answer = await ask(collection(bankingBalance), get('/v1/banking_balances', { account_type: 'razorpayx_lite' }));
      if (answer.kind !== 'accepted') return answer;
      const own = answer.value.items.find((balance) => balance.account_number === accountNumber);
      return own ? { kind: 'accepted', value: own.available_amount } : { kind: 'unknown', cause: 'no balance of our account' };
    },
  };
}

type Get = (url: string, params?: Record<string, unknown>) => () => Promise<unknown>;

/** Page by page, the newest first: the list can be asked by account and time, not by our reference. */
async function findOwnValidation(get: Get, accountNumber: string, { reference, since }: { readonly reference: string; readonly since: Date }): Promise<Answer<GatewayValidation | null>> {
  for (let skip = 0; ; skip += VALIDATIONS_PER_PAGE) {
    const params = { account_number: accountNumber, from: unixSeconds(since), count: VALIDATIONS_PER_PAGE, skip };
    const answer = await ask(collection(notedValidation), get('/v1/fund_accounts/validations', params));
    if (answer.kind !== 'accepted') return answer;
    const { items } = answer.value;
    const own = items.find(({ notes, status }) => notes?.account === reference && status !== 'failed');
    if (own || items.length < VALIDATIONS_PER_PAGE) return { kind: 'accepted', value: own ?? null };
  }
}

const CONTACT_NAME_MAX = 50;

/** RazorpayX takes letters, digits and few signs, and no sign but a full stop at the end (razorpay.md 7.2). */
function contactName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^A-Za-z0-9 '\-_/().]/g, '').replace(/\s+/g, ' ').trim();
  return plain.slice(0, CONTACT_NAME_MAX).replace(/[^A-Za-z0-9.]+$/, '');
}

function fundAccountBody(details: FundAccountDetails): Record<string, unknown> {
  if (details.kind === 'vpa') return { contact_id: details.contactId, account_type: 'vpa', vpa: { address: details.address } };
  const { contactId, holderName, ifsc, accountNumber } = details;
  return { contact_id: contactId, account_type: 'bank_account', bank_account: { name: contactName(holderName), ifsc, account_number: accountNumber } };
}
