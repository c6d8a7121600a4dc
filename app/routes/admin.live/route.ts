import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { findSession } from '#app/auth/session.server.ts';
import { openLiveDesk } from './live-desk.server.ts';
import { streamEvents } from './stream-events.server.ts';

/** The desk as server-sent events: one at once, then one whenever a figure is another. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const place = openLiveDesk(accountId);
  if (!place) return new Response('Too many open desks', { status: 429, headers: { 'Retry-After': '60' } });
  // Of the page that listens, Unix milliseconds; nonsense is as good as none.
  const since = new Date(Number(new URL(request.url).searchParams.get('since')) || 0);
  const isStillAdmin = async () => (await findSession(request))?.role === 'admin';
  return new Response(streamEvents({ place, since, isStillAdmin, signal: request.signal }), {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' },
  });
}
