import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { limitBody } from './body-limit.ts';
import { stopGracefully, trackOpen } from './graceful-stop.ts';
import { requestLog } from './request-log.ts';
import { requireSameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';

const PUBLIC_ORIGIN = 'https://onevisit.example';
const MAX_BYTES = 1000;

let server: Server;
let origin: string;
let logged: string[];
const open = new Set<ServerResponse>();

/** The middleware of app/server.ts before an application that reads the raw stream, as Remix does. */
beforeEach(async () => {
  logged = [];
  const app = express();
  app.use(requestLog(pino({}, { write: (line: string) => void logged.push(line) })));
  app.use((_req, res, next) => (trackOpen(open, res), next()));
  app.use(securityHeaders({ publicOrigin: PUBLIC_ORIGIN, apiOrigin: 'https://api.razorpay.com', checkoutOrigin: 'https://checkout.razorpay.com' }));
  app.use(requireSameOrigin(PUBLIC_ORIGIN), limitBody(MAX_BYTES));
  app.get('/slow', (_req, res) => void setTimeout(() => res.send('slow but whole'), 300));
  app.get('/live', (_req, res) => void res.type('text/event-stream').write('data: hello\n\n'));
  app.get('/nonce', (_req, res) => void res.send(res.locals.cspNonce));
  app.use((req, res, next) => {
    buffer(req).then((body) => res.headersSent || res.send(`read ${body.length}`), next);
  });
  app.use((_error: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => res.destroy());
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function post(path: string, headers: Record<string, string>, body = 'a=1'): Promise<Response> {
  return fetch(`${origin}${path}`, { method: 'POST', headers, body });
}

it.each([
  ['our own origin', { Origin: PUBLIC_ORIGIN }, 200],
  ['a foreign origin', { Origin: 'https://evil.example' }, 403],
  ['our name as a prefix', { Origin: `${PUBLIC_ORIGIN}.evil.example` }, 403],
  ['an opaque origin', { Origin: 'null' }, 403],
  ['nothing that says where it comes from', {}, 403],
  ['a foreign referrer', { Referer: 'https://evil.example/onevisit.example' }, 403],
  ['our referrer', { Referer: `${PUBLIC_ORIGIN}/visits/1` }, 200],
])('a form post with %s', async (_case, headers, status) => {
  expect((await post('/visits', headers)).status).toBe(status);
});

it('leaves signed messages of the gateway to their signature', async () => {
  const foreign = { Origin: 'https://api.razorpay.com' };
  expect((await post('/webhooks/razorpay', foreign)).status).toBe(200);
  expect((await post('/payments/razorpay/callback', foreign)).status).toBe(200);
  expect((await post('/payments/razorpay/callback/more', foreign)).status).toBe(403);
});

it('is not fooled by a path that only starts like a webhook', async () => {
  const { hostname, port } = new URL(origin);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write('POST /webhooks/../visits HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'));
    let text = '';
    socket.on('data', (chunk) => (text += chunk)).on('close', () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1.1 403/);
});

it('passes a body of exactly the limit on untouched, and refuses one byte more', async () => {
  const whole = await post('/webhooks/razorpay', {}, 'x'.repeat(MAX_BYTES));
  expect(await whole.text()).toBe(`read ${MAX_BYTES}`);
  expect((await post('/webhooks/razorpay', {}, 'x'.repeat(MAX_BYTES + 1))).status).toBe(413);
});

it('counts a body that does not announce its length', async () => {
  const chunks = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 11; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(100)));
      controller.close();
    },
  });
  const response = await fetch(`${origin}/webhooks/razorpay`, { method: 'POST', body: chunks, duplex: 'half' });
  expect(response.status).toBe(413);
});

it('logs one line per request, without query, cookie or body', async () => {
  const response = await fetch(`${origin}/nonce?token=secret-token`, { headers: { Cookie: 'session=secret-cookie' } });
  await response.text();
  await expect.poll(() => logged.length).toBe(1);
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({ method: 'GET', path: '/nonce', status: 200, requestId: response.headers.get('X-Request-Id') });
  expect(logged[0]).not.toMatch(/secret/);
});

it('allows only scripts that carry the nonce of this answer', async () => {
  const [first, second] = await Promise.all([fetch(`${origin}/nonce`), fetch(`${origin}/nonce`)]);
  const policy = first.headers.get('Content-Security-Policy');
  expect(policy).toContain(`script-src 'self' 'nonce-${await first.text()}' https://checkout.razorpay.com;`);
  expect(policy).toContain("form-action 'self' https://api.razorpay.com;");
  expect(second.headers.get('Content-Security-Policy')).not.toBe(policy);
  expect(first.headers.get('Strict-Transport-Security')).toContain('max-age=31536000');
});

it('finishes what is in flight, ends live pages, and takes nothing new', async () => {
  const slow = fetch(`${origin}/slow`);
  const live = await fetch(`${origin}/live`);
  await expect.poll(() => open.size).toBe(2);
  const started = performance.now();
  const stopped = stopGracefully(server, open);
  await expect(fetch(`${origin}/nonce`)).rejects.toThrow();
  expect(await (await slow).text()).toBe('slow but whole');
  await expect(live.text()).rejects.toThrow();
  await stopped;
  expect(performance.now() - started).toBeLessThan(5000);
});
