import { openService } from '#app/use-cases/open-service.server.ts';
import type { LiveWorld } from './live-world.ts';

const LAB_SLUG = 'pulse-diagnostics';
const CHECK_UP = 'Full body check-up';
const PRICE_PAISE = 499_900;
/** Where it is offered, as what, and its name. */
export const CHECK_UP_OFFER = [LAB_SLUG, 'lab_test', CHECK_UP] as const;

/** The desk puts a dear test on sale: what the seed sells is too cheap for a refund that needs a second admin. */
export async function openCheckUp({ db, adminIds }: LiveWorld, now: Date): Promise<void> {
  const lab = await db.selectFrom('provider').select('id').where('slug', '=', LAB_SLUG).executeTakeFirstOrThrow();
  const policy = await db.selectFrom('cancellation_policy').select('id').where('name', '=', 'Lab day-before').executeTakeFirstOrThrow();
  const wish = {
    providerId: lab.id, kind: 'lab_test' as const, name: CHECK_UP, pricePaise: PRICE_PAISE, durationMinutes: 20, bufferMinutes: 0, policyId: policy.id,
    alsoKnownAs: 'Master health check, executive check-up', preparation: 'Fast for ten hours; water is fine. Bring earlier reports.', grantDays: 0, grantPriceBps: 0,
  };
  const order = { adminId: adminIds[0], reason: 'Pulse asked for it.', now, wish };
  const previewed = await openService(db, { ...order, token: null });
  if (!previewed.ok || previewed.value.done) throw new Error('the check-up could not be looked at before it was put on sale');
  const done = await openService(db, { ...order, token: previewed.value.preview.token });
  if (!done.ok) throw new Error(done.refusal.message);
}

