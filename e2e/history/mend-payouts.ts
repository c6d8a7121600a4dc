import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { sendPayoutAgain } from '#app/use-cases/steer-payout.server.ts';
import { writeOffClawback } from '#app/use-cases/write-off-clawback.server.ts';
import { findPayableAccount } from '#db/payouts.ts';
import type { LiveWorld } from './live-world.ts';
import { replaceDeniedAccounts } from './replace-denied-accounts.ts';

const DESK_WAITS_MINUTES = DAY_MINUTES;
const WRITTEN_OFF_AFTER_MINUTES = 3 * DAY_MINUTES;

/** What people do once a day about payouts that cannot go on by themselves. */
export async function mendPayouts(world: LiveWorld, now: Date): Promise<void> {
  await replaceDeniedAccounts(world, now);
  await sendParkedAgain(world, now);
  await writeOffOne(world, now);
}

/** The desk talked to the provider, who has a checked account by now. */
async function sendParkedAgain({ db, adminIds }: LiveWorld, now: Date): Promise<void> {
  const before = minutesAfter(now, -DESK_WAITS_MINUTES);
  const parked = await db
    .selectFrom('payout')
    .select(['id', 'provider_id'])
    .where('status', '=', 'needs_attention')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('payout_attempt').select('payout_attempt.id').whereRef('payout_id', '=', 'payout.id').where('ended_at', '>', before))))
    .where('created_at', '<=', before)
    .orderBy('created_at')
    .execute();
  for (const { id: payoutId, provider_id } of parked) {
    if (!(await findPayableAccount(db, provider_id))) continue;
    const sent = await sendPayoutAgain(db, { payoutId, adminId: adminIds[0], reason: 'The provider has given another account.', now });
    if (!sent.ok) throw new Error(sent.refusal.message);
  }
}

/** One clawback of the month that no payout has covered for days is given up. */
async function writeOffOne(world: LiveWorld, now: Date): Promise<void> {
  if (world.wroteOff.size > 0) return;
  const old = await world.db
    .selectFrom('clawback')
    .select('id')
    .where('closed_at', 'is', null)
    .where('created_at', '<=', minutesAfter(now, -WRITTEN_OFF_AFTER_MINUTES))
    .orderBy('created_at')
    .executeTakeFirst();
  if (!old) return;
  const done = await writeOffClawback(world.db, { clawbackId: old.id, adminId: world.adminIds[1], reason: 'Agreed with the provider on the phone.', now });
  if (!done.ok) throw new Error(done.refusal.message);
  world.wroteOff.add(old.id);
}
