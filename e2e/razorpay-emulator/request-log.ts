import type { IncomingHttpHeaders } from 'node:http';

export type LoggedRequest = {
  /** Virtual unix seconds. */
  at: number;
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string;
  /** Null when the socket was reset instead. */
  status: number | null;
  fault: string | null;
  ms: number;
};

const KEPT_REQUESTS = 5000;

/** The last requests to the API and the checkout, secrets masked; not kept across a restart. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > 2 * KEPT_REQUESTS) this.#requests = this.#requests.slice(-KEPT_REQUESTS);
  }

  newestFirst(): LoggedRequest[] {
    return this.#requests.slice(-KEPT_REQUESTS).toReversed();
  }

  clear(): void {
    this.#requests = [];
  }
}

export function maskedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) masked[name] = String(value);
  if (masked.authorization) masked.authorization = maskedAuthorization(masked.authorization);
  if (masked.cookie) masked.cookie = '***';
  return masked;
}

function maskedAuthorization(value: string): string {
  const [scheme = '', credentials = ''] = value.split(' ');
  const [user = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  return scheme === 'Basic' ? `Basic ${user}:***` : `${scheme} ***`;
}
