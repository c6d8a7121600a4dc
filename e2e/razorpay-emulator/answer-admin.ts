import { AdminError } from './admin-fields.ts';
import { json, seeOther } from './http-types.ts';
import type { Call, Reply } from './http-types.ts';
import { RazorpayError } from './razorpay-errors.ts';
import type { Router } from './router.ts';
import type { World } from './world.ts';

/**
 * Steering. `/__admin/…` speaks JSON; `/control/…` is the same for a form on the control page and comes back to that page.
 */
export async function answerAdmin(world: World, route: Router, call: Call): Promise<Reply> {
  const fromPage = call.path.startsWith('/control/');
  const match = route(call.method, call.path.replace(/^\/control\//, '/__admin/'));
  if (!match) return json({ error: { description: `There is no ${call.method} ${call.path}.` } }, 404);
  try {
    const reply = await match.route.handle(world, { ...call, params: match.params });
    world.store.commit();
    return fromPage ? seeOther(backTo(call, 'said', 'Done.')) : reply;
  } catch (error) {
    if (!(error instanceof AdminError || error instanceof RazorpayError)) throw error;
    const status = error instanceof RazorpayError ? error.status : 400;
    return fromPage ? seeOther(backTo(call, 'refused', error.message)) : json({ error: { description: error.message } }, status);
  }
}

/** The section of the control page the form stood in, with one sentence on top. */
function backTo({ query }: Call, kind: 'said' | 'refused', sentence: string): string {
  return `/?${new URLSearchParams({ [kind]: sentence })}#${encodeURIComponent(query.get('back') ?? '')}`;
}
