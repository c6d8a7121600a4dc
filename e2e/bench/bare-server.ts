import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { newId } from '#db/new-id.ts';
import { confirmBare, holdBare, openBarePool, type HeldBare } from './bare-booking.ts';
import { readVisitRows, type VisitRows } from './visit-rows.ts';
import type { VisitToBook } from './visits-to-book.ts';

/**
 * The limit over HTTP: node:http and prepared statements, nothing between them. It knows no session, checks no price and
 * renders nothing; it only writes the rows that the product writes.
 */
const { DATABASE_URL, PORT, RAZORPAY_WEBHOOK_SECRET } = process.env;
const pool = openBarePool(DATABASE_URL!);
const held = new Map<string, HeldBare>();
let model: VisitRows;
let page: Buffer = Buffer.alloc(0);

const doors: Record<string, (body: Buffer, request: IncomingMessage) => Promise<Buffer | string>> = {
  'POST /model': async (body) => {
    model = await readVisitRows(pool, (JSON.parse(body.toString()) as { masterBookingId: string }).masterBookingId);
    return 'ok';
  },
  'POST /hold': async (body) => {
    const visit = JSON.parse(body.toString(), revive) as VisitToBook;
    held.set(visit.basketId, await holdBare(pool, model, visit));
    return 'ok';
  },
  'POST /confirm': async (body) => {
    const { basketId } = JSON.parse(body.toString()) as { basketId: string };
    await confirmBare(pool, model, held.get(basketId)!);
    held.delete(basketId);
    return 'ok';
  },
  'POST /webhook': receive,
  'POST /page': async (body) => {
    page = body;
    return 'ok';
  },
  'GET /page': async () => page,
};

/** Checks the signature, stores the event and what is owed for it, answers. */
async function receive(body: Buffer, request: IncomingMessage): Promise<string> {
  const expected = Buffer.from(createHmac('sha256', RAZORPAY_WEBHOOK_SECRET!).update(body).digest('hex'));
  const given = Buffer.from(String(request.headers['x-razorpay-signature']));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('wrong signature');
  const now = new Date();
  const id = newId();
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await connection.execute(
      "INSERT INTO webhook_event (id, gateway_event_id, name, raw_body, state, deliveries, received_at) VALUES (?, ?, ?, ?, 'received', 1, ?)",
      [id, String(request.headers['x-razorpay-event-id']), (JSON.parse(body.toString()) as { event: string }).event, body.toString(), now],
    );
    await connection.execute('INSERT INTO outbox_message (id, task, payload, created_at) VALUES (?, ?, ?, ?)', [
      newId(), 'apply-webhook', JSON.stringify({ webhookEventId: id }), now,
    ]);
    await connection.commit();
  } finally {
    connection.release();
  }
  return 'stored';
}

function revive(key: string, value: unknown): unknown {
  return key === 'startsAt' ? new Date(value as string) : value;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    const door = doors[`${request.method} ${request.url}`];
    if (!door) return response.writeHead(404).end();
    door(Buffer.concat(chunks), request).then(
      (answer) => response.writeHead(200).end(answer),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
});
server.listen(Number(PORT), '127.0.0.1', () => console.log('bare server ready'));
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  void pool.end();
});
