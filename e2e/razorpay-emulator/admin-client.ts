import type { EmulatorAssertions, EmulatorState } from './admin-state.ts';
import type { Endpoint, EndpointKind, PaymentMethod, Refund, WebhookEvent } from './entities.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { PayOutcome, SignedPayment } from './pay.ts';
import type { LoggedRequest } from './request-log.ts';
import type { PlantView } from './plants/admin-plants.ts';
import type { PlantKind } from './plants/entities.ts';
import type { Settings, WebhookKnobs } from './settings.ts';
import type { Settlement } from './settlements/entities.ts';
import { xCalls } from './x/admin-client-x.ts';

/** A count of times, or always. */
type Times = number | 'always';

export type PayRequest = {
  order_id: string;
  method?: PaymentMethod;
  outcome?: PayOutcome;
  vpa?: string;
  card_number?: string;
  bank?: string;
  email?: string;
  contact?: string;
};

/** `failure`: the form fields of a failed payment as the checkout posts them to the callback URL, else null. */
export type Paid = SignedPayment & { payment: { id: string; status: string; amount: number }; failure: Record<string, string> | null };

export type FaultRequest = { kind: FaultKind; method?: string; path: string; times?: Times; ms?: number; seconds?: number };
export type ClockRequest = { advanceSeconds?: number; set?: number | string; freeze?: boolean };
export type ClockView = { now: number; iso: string; frozen: boolean };
export type DeliveryCounts = Record<'pending' | 'delivered' | 'failed' | 'dropped' | 'not_sent' | 'lost', number>;

export type PaidOrder = { order_id: string; payment_id: string; receipt: string; amount: number; fee: number; tax: number; method: string; created_at: number };

export type EmulatorAdmin = ReturnType<typeof createEmulatorAdmin>;

/** Steers a running emulator over its `/__admin` API; a refusal throws with the emulator's sentence. */
export function createEmulatorAdmin(origin: string) {
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${origin}/__admin${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T & { error?: { description: string } };
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.error?.description ?? response.status}`);
    return answer;
  }
  const get = <T>(path: string): Promise<T> => ask<T>('GET', path);
  const post = <T>(path: string, body: unknown = {}): Promise<T> => ask<T>('POST', path, body);

  return {
    ...xCalls(post),
    state: (limit = 1000) => get<EmulatorState>(`/state?limit=${limit}`),
    requests: (filter: { method?: string; path?: string; limit?: string } = {}) => get<LoggedRequest[]>(`/requests?${new URLSearchParams(filter)}`),
    event: (id: string) => get<WebhookEvent | null>(`/events/${id}`),
    assertions: () => get<EmulatorAssertions>('/assertions'),

    /** Pays as the checkout would, without a browser; the caller carries the signed fields to the callback itself. */
    pay: (request: PayRequest) => post<Paid>('/pay', request),
    /** Paid orders of a past that was not lived here; amounts in paise, created_at in unix seconds. Says how many were new. */
    importPaid: (orders: readonly PaidOrder[]) => post<{ imported: number }>('/import', { orders }),
    /** The bank's late word, or a capture from the dashboard. */
    settlePayment: (id: string, as: 'authorized' | 'captured' | 'failed') => post<Paid['payment']>(`/payments/${id}/settle`, { as }),
    refundFromDashboard: (request: { payment_id: string; amount?: number; speed?: 'normal' | 'optimum' }) => post<Refund>('/refunds', request),
    settleRefund: (id: string, as: 'processed' | 'failed') => post<Refund>(`/refunds/${id}/settle`, { as }),
    giveArn: (id: string) => post<Refund>(`/refunds/${id}/arn`),

    /** Settles everything that waits, now; null when that comes to nothing. */
    settleNow: () => post<{ settlement: Settlement | null }>('/settlements'),
    /** Makes the API tell something wrong. Without `id` about the oldest that suits; README says what else `id` may be. `id` of the answer is what the fault is about. */
    plant: (request: { kind: PlantKind; id?: string; paise?: number }) => post<PlantView>('/plant', request),
    plants: () => get<PlantView[]>('/plants'),
    /** The truth comes late. */
    unplant: (id: string) => ask<{ removed: string }>('DELETE', `/plants/${id}`),

    /** Creates the endpoint, or gives the one of this kind at this URL its new secret and events; `kind` is pay-in's unless it says x. */
    setWebhook: (request: { kind?: EndpointKind; url: string; secret: string; events?: string[] }) => post<Endpoint>('/webhooks/endpoints', request),
    editWebhook: (id: string, change: { secret?: string; events?: string[]; active?: boolean }) => ask<Endpoint>('PATCH', `/webhooks/endpoints/${id}`, change),
    removeWebhook: (id: string) => ask<{ removed: string }>('DELETE', `/webhooks/endpoints/${id}`),
    setKnobs: (knobs: Partial<Omit<WebhookKnobs, 'drop' | 'wrongSignature'> & { drop: Times; wrongSignature: Times }>) => post<WebhookKnobs>('/webhooks/knobs', knobs),
    /** For so many virtual hours events happen and none is delivered, then or later; 0 ends it. */
    silence: (hours: number) => post<WebhookKnobs>('/webhooks/silence', { hours }),
    replay: (which: { event_id: string } | { delivery_id: string }) => post<{ replayed: number }>('/webhooks/replay', which),
    /** Waits until every delivery due by now was tried. */
    flush: () => post<DeliveryCounts>('/webhooks/flush'),

    setFault: (request: FaultRequest) => post<Fault>('/faults', request),
    clearFaults: () => ask<[]>('DELETE', '/faults'),
    clock: () => get<ClockView>('/clock'),
    /** Answers after everything that became due has happened. */
    setClock: (request: ClockRequest) => post<ClockView>('/clock', request),
    advance: (seconds: number) => post<ClockView>('/clock', { advanceSeconds: seconds }),
    setSettings: (settings: Partial<Settings>) => post<Settings>('/settings', settings),
    reset: (options: { everything?: boolean } = {}) => post<{ reset: true }>('/reset', options),
  };
}
