import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export const WEBHOOK_TIMEOUT_MS = 5000;

export type Outcome = { status: number | null; error: string | null };

/** One POST on a connection of its own: a kept-alive one that the receiver just closed would look like a failure of the receiver. */
export function postWebhook(url: string, headers: Record<string, string>, body: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? requestHttps : requestHttp)(
      url,
      { method: 'POST', agent: false, signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS), headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        response.resume();
        response.once('end', () => resolve({ status: response.statusCode ?? null, error: null }));
        response.once('error', (error) => resolve({ status: null, error: error.message }));
      },
    );
    request.once('error', (error) => resolve({ status: null, error: error.name === 'TimeoutError' || error.name === 'AbortError' ? `no answer in ${WEBHOOK_TIMEOUT_MS / 1000} s` : error.message }));
    request.end(body);
  });
}
