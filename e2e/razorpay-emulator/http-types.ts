import type { IncomingHttpHeaders } from 'node:http';
import type { World } from './world.ts';

export type Body = Record<string, unknown>;

export type Call = {
  method: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Body;
  rawBody: string;
};

export type Reply = { status: number; headers: Record<string, string>; body: string };

export type Handler = (world: World, call: Call) => Reply | Promise<Reply>;

/** How one idempotency header behaves; texts are the API's own. */
export type IdempotencyRule = {
  header: string;
  /** Refuses a request without the header; without this such a request is simply not deduplicated. */
  missing?: () => Error;
  check: (key: string) => void;
  differentBody: () => Error;
  stillRunning: () => Error;
  /** Whether a request whose key is at work waits for it instead of being refused. */
  waits?: (world: World) => boolean;
  /** Answers a repeat with what the first made as it is now; without this the first answer is repeated. */
  current?: (world: World, first: Reply) => Reply;
};

export type Route = {
  method: string;
  /** `/v1/orders/:id`; a parameter is one path segment. */
  path: string;
  handle: Handler;
  /** Reachable without key id and secret: a browser asks. */
  open?: true;
  idempotency?: IdempotencyRule;
  /** One at a time per value of this parameter; the second is told that another operation is in progress. */
  exclusiveBy?: string;
};

export function json(body: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

export function page(body: { toString(): string }, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: body.toString() };
}

export function seeOther(location: string): Reply {
  return { status: 303, headers: { location }, body: '' };
}
