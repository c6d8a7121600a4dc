import type { Trx } from './client.ts';

/** One verdict of an admin's at a time, or two at once would each count as the day's first. */
export async function lockVerdictsOf(trx: Trx, adminId: string): Promise<void> {
  await trx.selectFrom('account').select('id').where('id', '=', adminId).forUpdate().executeTakeFirstOrThrow();
}
