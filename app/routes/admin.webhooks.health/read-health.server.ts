import { minutesAfter } from '#app/domain/appointment-time.ts';
import type { Database } from '#db/client.ts';
import { findLookedUntil, listFindings, listOpenFindings } from '#db/watch-findings.ts';
import { countRefusals, readHearing } from '#db/webhook-hearing.ts';
import { CHANNEL_NAMES, type Channel } from '../admin.webhooks._index/webhook-states.ts';

const FINDINGS_SHOWN = 50;
const REFUSALS_WITHIN_MINUTES = 24 * 60;

/** Of each channel, when it was last heard and looked through; what is wrong now; what was wrong before. */
export async function readHealth(db: Database, now: Date) {
  const [channels, open, latest] = await Promise.all([Promise.all(CHANNEL_NAMES.map((channel) => readChannel(db, channel, now))), listOpenFindings(db), listFindings(db, {}, FINDINGS_SHOWN)]);
  return { channels, open, findings: latest.rows };
}

async function readChannel(db: Database, channel: Channel, now: Date) {
  const [{ lastHeardAt, lastRefusedAt }, refusals, lookedUntil] = await Promise.all([readHearing(db, channel), countRefusals(db, channel, minutesAfter(now, -REFUSALS_WITHIN_MINUTES)), findLookedUntil(db, channel)]);
  return { channel, lastHeardAt, lastRefusedAt, refusals, lookedUntil };
}
