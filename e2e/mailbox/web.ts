import type { IncomingMessage, ServerResponse } from 'node:http';
import { listPage, messagePage, notFoundPage } from './pages.ts';
import type { Attachment, Message, MessageStore } from './store.ts';

/** Mail is untrusted: its HTML is shown only inside a frame without scripts, forms or our origin. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The whole of the mailbox's HTTP side. */
export function answer(store: MessageStore, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://mailbox');
  const to = url.searchParams.get('to') ?? undefined;
  const [first = '', id = '', part = '', index = ''] = url.pathname.split('/').slice(1);

  if (request.method === 'DELETE' && first === 'messages' && id === '') {
    store.clear();
    response.writeHead(204).end();
    return;
  }
  if (request.method === 'POST' && first === 'clear') {
    store.clear();
    response.writeHead(303, { Location: '/' }).end();
    return;
  }
  if (request.method !== 'GET') return send(response, 405, 'text/plain', 'Method not allowed');
  if (first === '') return sendPage(response, 200, listPage(store.list(to), to));
  if (first === 'messages.json') return send(response, 200, 'application/json', JSON.stringify(store.list(to).map(asJson)));

  const message = first === 'messages' ? store.find(id) : undefined;
  if (message === undefined) return sendPage(response, 404, notFoundPage());
  if (part === '') return sendPage(response, 200, messagePage(message));
  if (part === 'html') return send(response, 200, 'text/html', `<base target="_blank">${message.html ?? ''}`, { 'Content-Security-Policy': MAIL_POLICY });
  if (part === 'source') return send(response, 200, 'text/plain', store.readRaw(id));
  const attachment = part === 'attachments' ? message.attachments[Number(index)] : undefined;
  if (attachment === undefined) return sendPage(response, 404, notFoundPage());
  download(response, attachment);
}

function asJson({ attachments, ...message }: Message): object {
  const listed = attachments.map(({ filename, contentType, content }, index) => ({
    filename,
    contentType,
    sizeBytes: content.length,
    path: `/messages/${message.id}/attachments/${index}`,
  }));
  return { ...message, html: message.html ?? null, attachments: listed };
}

function download(response: ServerResponse, { filename, contentType, content }: Attachment): void {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
  send(response, 200, contentType, content, { 'Content-Disposition': disposition });
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  send(response, status, 'text/html', html, { 'Content-Security-Policy': PAGE_POLICY });
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): void {
  const charset = typeof body === 'string' || type === 'text/plain' ? '; charset=utf-8' : '';
  response.writeHead(status, { 'Content-Type': `${type}${charset}`, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', ...headers }).end(body);
}
