import type { PayoutWorld } from './call-razorpayx.server.ts';

/** Notes what RazorpayX says we have, for the desk; without an answer the last word stays, with its age. */
export async function readPayoutBalance({ db, payoutGateway }: PayoutWorld, now: Date): Promise<void> {
  const answer = await payoutGateway.fetchBalance();
  if (answer.kind !== 'accepted') return;
  const row = { available_paise: answer.value, read_at: now };
  await db.insertInto('gateway_balance').values({ account: 'razorpayx', ...row }).onDuplicateKeyUpdate(row).execute();
}
