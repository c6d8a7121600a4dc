import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { markNoShow } from '#app/use-cases/mark-no-show.server.ts';
import { noteSampleCollected } from '#app/use-cases/note-sample-collected.server.ts';
import type { ClosingOrder } from '#app/use-cases/close-booking.server.ts';
import type { LiveWorld } from './live-world.ts';
import { payProvider } from './pay-provider.ts';
import type { Deed } from './story.ts';

type AtClinic<K extends Deed['kind']> = Extract<Deed, { kind: K }> & { readonly partId: string; readonly at: Date };

/** Nobody comes for a part that was cancelled. */
const NOBODY_CAME = 'not_confirmed';

/** The lab has the sample, which ends the tier that looks at it. */
export async function collectSample({ db }: LiveWorld, deed: AtClinic<'sample_collected'>): Promise<string> {
  const noted = await noteSampleCollected(db, orderOf(deed));
  return noted.ok || noted.refusal.code === NOBODY_CAME ? 'done' : noted.refusal.code;
}

/** The provider completes a part or marks it missed, and is paid for it as the story has it. */
export async function giveService(world: LiveWorld, deed: AtClinic<'given'>): Promise<string> {
  const order = orderOf(deed);
  const closed = await (deed.missed ? markNoShow(world.db, order) : completeBooking(world.db, order));
  if (!closed.ok) return closed.refusal.code === NOBODY_CAME ? 'done' : closed.refusal.code;
  await payProvider(world, { bookingId: deed.partId, ...deed });
  return 'done';
}

function orderOf({ partId, providerId, loginId, at }: AtClinic<'sample_collected' | 'given'>): ClosingOrder {
  return { bookingId: partId, providerId, actor: { kind: 'provider', id: loginId }, now: at };
}
