import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { adminRoutes } from './admin.ts';
import { answerAdmin } from './answer-admin.ts';
import { answerApi } from './answer-api.ts';
import type { Answer } from './answer-api.ts';
import { checkoutRoutes } from './checkout.ts';
import { controlPage } from './control-page.ts';
import { json, page } from './http-types.ts';
import type { Body, Call, Reply } from './http-types.ts';
import { orderRoutes } from './orders.ts';
import { paymentRoutes } from './payments.ts';
import { refundRoutes } from './refunds.ts';
import { maskedHeaders } from './request-log.ts';
import { createRouter } from './router.ts';
import { settlementRoutes } from './settlements/settlements.ts';
import type { World } from './world.ts';
import { xRoutes } from './x/x-routes.ts';

const MAX_BODY_BYTES = 1_000_000;
/** Steering takes a whole past at once. */
const MAX_STEERING_BYTES = 64_000_000;

const routeApi = createRouter([...orderRoutes, ...paymentRoutes, ...refundRoutes, ...settlementRoutes, ...checkoutRoutes, ...xRoutes]);
const routeAdmin = createRouter(adminRoutes);

export function createEmulatorServer(world: World): Server {
  return createServer((request, response) => {
    serve(world, request, response).catch((error: unknown) => {
      console.error(error);
      request.destroy();
    });
  });
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const url = new URL(request.url ?? '/', 'http://emulator');
  const rawBody = await readBody(request, isOwn(url.pathname) ? MAX_STEERING_BYTES : MAX_BODY_BYTES);
  if (rawBody === null) return send(response, json({ error: { code: 'BAD_REQUEST_ERROR', description: 'The request is too large.' } }, 413));
  const { method = 'GET', headers } = request;
  const call: Call = { method, path: url.pathname, params: {}, query: url.searchParams, headers, body: {}, rawBody };

  const own = await answerOwn(world, call);
  if (own) return send(response, own);
  const parsed = parseBody(call);
  const { reply, fault }: Answer = parsed ? await answerApi(world, routeApi, { ...call, body: parsed }) : { reply: NOT_JSON, fault: null };
  world.log.add({
    at: world.clock.now(), method, path: call.path, query: url.search, headers: maskedHeaders(headers), body: rawBody,
    status: reply === 'reset' ? null : reply.status, fault, ms: Math.round(performance.now() - started),
  });
  if (reply === 'reset') request.socket.resetAndDestroy();
  else send(response, reply);
}

const NOT_JSON = json({ error: { code: 'BAD_REQUEST_ERROR', description: 'The request body is not valid JSON.', source: 'NA', step: 'NA', reason: 'NA', metadata: {} } }, 400);

function isOwn(path: string): boolean {
  return path.startsWith('/__admin/') || path.startsWith('/control/');
}

/** The emulator's own surface: control page and steering. No faults, no log. */
async function answerOwn(world: World, call: Call): Promise<Reply | undefined> {
  if (call.path === '/' && call.method === 'GET') return page(controlPage(world, call.query));
  if (isOwn(call.path)) return answerAdmin(world, routeAdmin, { ...call, body: parseBody(call) ?? {} });
  return undefined;
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** JSON object or form fields; null when it is neither. */
function parseBody({ headers, rawBody }: Call): Body | null {
  if (rawBody === '') return {};
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(rawBody));
  try {
    const parsed: unknown = JSON.parse(rawBody);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Body) : null;
  } catch {
    return null;
  }
}

function send(response: ServerResponse, reply: Reply): void {
  // Node would ask the machine for the date, whose clock need not be this process's.
  response.writeHead(reply.status, { date: new Date().toUTCString(), ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
}
