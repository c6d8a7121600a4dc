import { judge, type Looked } from '#app/domain/watchdog.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import { lockOpenFinding, type WatchFinding } from '#db/watch-findings.ts';
import { readHearing } from '#db/webhook-hearing.ts';

/**
 * Keeps the one open finding of a channel: adds what a look found, says what is wrong by now, tells the admins when that
 * changes for the worse, and closes it once events are heard again.
 */
export async function noteMissed(trx: Trx, { channel, looked, now }: { readonly channel: WatchFinding['channel']; readonly looked: Looked | null; readonly now: Date }): Promise<void> {
  const open = await lockOpenFinding(trx, channel);
  if (!open && !looked) return;
  const finding = looked ? added(open ?? begun(channel, looked, now), looked) : open!;
  const hearing = await readHearing(trx, channel);
  const judged = judge({ missed: finding.missed, firstMissedAt: finding.first_missed_at, ...hearing, now });
  const over = hearing.lastHeardAt !== null && hearing.lastHeardAt > finding.last_missed_at;
  // Once it was more than a loss it stays that in the books.
  const kind = judged === 'lost' ? finding.kind : judged;
  const worse = kind !== 'lost' && kind !== finding.kind;
  const row = { ...finding, kind, told_at: worse ? now : finding.told_at, closed_at: over ? now : null, open_channel: over ? null : channel };
  const { id, ...rest } = row;
  await trx.insertInto('watch_finding').values(row).onDuplicateKeyUpdate(rest).execute();
  const news = worse ? 'begun' : over && finding.told_at !== null ? 'over' : null;
  if (news) await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'watch-alert', news, findingId: id } }], now);
}

function begun(channel: WatchFinding['channel'], { missedAt }: Looked, now: Date): WatchFinding {
  return {
    id: newId(), channel, kind: 'lost', first_missed_at: missedAt[0]!, last_missed_at: missedAt[0]!, missed: 0, repaired_payments: 0, repaired_refunds: 0,
    repaired_payouts: 0, repaired_loads: 0, opened_at: now, told_at: null, closed_at: null, open_channel: channel,
  };
}

function added(finding: WatchFinding, looked: Looked): WatchFinding {
  const times = [finding.first_missed_at, finding.last_missed_at, ...looked.missedAt].map((at) => at.getTime());
  return {
    ...finding, first_missed_at: new Date(Math.min(...times)), last_missed_at: new Date(Math.max(...times)), missed: finding.missed + looked.missedAt.length,
    repaired_payments: finding.repaired_payments + looked.payments, repaired_refunds: finding.repaired_refunds + looked.refunds,
    repaired_payouts: finding.repaired_payouts + looked.payouts, repaired_loads: finding.repaired_loads + looked.loads,
  };
}
