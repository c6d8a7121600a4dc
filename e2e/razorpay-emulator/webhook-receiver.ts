import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { listen } from './listen.ts';

export type Received = { headers: IncomingHttpHeaders; body: string; event: string };

/** A shop's webhook endpoint; answers with `status`, or never when that is null. */
export async function startReceiver(): Promise<{ url: string; received: Received[]; answerWith: (status: number | null) => void; stop: () => void }> {
  const received: Received[] = [];
  let status: number | null = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body, event: (JSON.parse(body) as { event: string }).event });
      if (status !== null) response.writeHead(status).end();
    });
  });
  const port = await listen(server, '127.0.0.1', 0);
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/hook`, received, answerWith: (next) => (status = next), stop };
}
