import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire, compressed when the server compressed it. */
  readonly body: Buffer;
}

const agent = new Agent({ keepAlive: true });

export function get(url: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return send('GET', url, headers);
}

export function post(url: string, body: string | Buffer, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return send('POST', url, { 'content-length': Buffer.byteLength(body), ...headers }, body);
}

export function postJson(url: string, value: unknown): Promise<Answer> {
  return post(url, JSON.stringify(value), { 'content-type': 'application/json' });
}

export function postForm(url: string, fields: Record<string, string>, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return post(url, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded', ...headers });
}

/** Kept-alive connections, as a browser and a proxy keep them. */
function send(method: string, url: string, headers: OutgoingHttpHeaders, body?: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

export function requireStatus(answer: Answer, status: number, what: string): Answer {
  if (answer.status === status) return answer;
  throw new Error(`${what} answered ${answer.status} instead of ${status}: ${answer.body.toString().slice(0, 300)}`);
}
