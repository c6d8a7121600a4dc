import { minutesAfter } from '#app/domain/appointment-time.ts';
import { GRACE_MINUTES, PIECE_MINUTES, type Looked } from '#app/domain/watchdog.ts';
import type { Span } from '#app/razorpay/gateway.server.ts';
import type { Trx } from '#db/client.ts';
import { beginLook, type WatchFinding } from '#db/watch-findings.ts';
import { inTransaction } from '#db/transaction.ts';
import type { InboxWorld } from './apply-webhook.server.ts';
import { noteMissed } from './note-missed.server.ts';
import { watchPayments } from './watch-payments.server.ts';
import { watchStatement } from './watch-statement.server.ts';

type Channel = WatchFinding['channel'];
type Look = (world: InboxWorld, span: Span, now: Date) => Promise<Looked>;

const LOOKS: Readonly<Record<Channel, Look>> = { pg: watchPayments, x: watchStatement };

/**
 * Razorpay may have stopped telling us, and nobody would know: what it lists since the last look is held against the
 * events we have, and what no event told is taken in as its event would have been. Throws GatewaySilent when a list
 * cannot be read; what was looked through until then stays done.
 */
export async function watchWebhooks(world: InboxWorld, now: Date): Promise<void> {
  for (const channel of ['pg', 'x'] as const) await watchChannel(world, channel, now);
}

async function watchChannel(world: InboxWorld, channel: Channel, now: Date): Promise<void> {
  const until = minutesAfter(now, -GRACE_MINUTES);
  let from = await beginLook(world.db, channel, until);
  while (from < until) {
    const end = minutesAfter(from, PIECE_MINUTES);
    const span = { from, until: end < until ? end : until };
    const looked = await LOOKS[channel](world, span, now);
    // Another run was quicker: it notes what both have mended.
    if (!(await inTransaction(world.db, (trx) => passPiece(trx, channel, span, looked, now)))) return;
    from = span.until;
  }
  await inTransaction(world.db, (trx) => noteMissed(trx, { channel, looked: null, now }));
}

async function passPiece(trx: Trx, channel: Channel, span: Span, looked: Looked, now: Date): Promise<boolean> {
  const passed = await trx.updateTable('webhook_watch').set({ looked_until: span.until }).where('channel', '=', channel).where('looked_until', '=', span.from).executeTakeFirstOrThrow();
  if (passed.numUpdatedRows === 0n) return false;
  if (looked.missedAt.length > 0) await noteMissed(trx, { channel, looked, now });
  return true;
}
