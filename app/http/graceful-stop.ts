import type { Server, ServerResponse } from 'node:http';

const IN_FLIGHT_LIMIT_MS = 20_000;
const IDLE_CHECK_MS = 50;

/** Resolves when nothing is in flight any more, or after 20 seconds. */
export async function stopGracefully(server: Server, openResponses: Set<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Live pages never finish by themselves; the browser reconnects to the next process.
  for (const response of openResponses) {
    if (String(response.getHeader('Content-Type')).startsWith('text/event-stream')) response.destroy();
  }
  const closeIdle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const giveUp = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_LIMIT_MS);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(giveUp);
}

export function trackOpen(openResponses: Set<ServerResponse>, response: ServerResponse): void {
  openResponses.add(response);
  response.once('close', () => openResponses.delete(response));
}
