import type { RefundLine } from './read-exports.ts';

/**
 * The fee of one cancelled part from its policy alone: the first tier, read from the top, whose deadline had not
 * passed when the quote was made. A deadline counts to its last millisecond.
 */
export function refundByPolicy(line: RefundLine): { feePaise: number; onDeadline: boolean } {
  if (line.quotedAt === null) throw new Error(`the cancellation of ${line.individualBookingId} has no quote`);
  const asked = Date.parse(line.quotedAt);
  const base = line.paidPaise - line.alreadyRefundedPaise;
  for (const { until, refundBps, flatFeePaise } of line.policy.tiers) {
    const ends = until === null ? Infinity : endOfTier(until, line);
    if (asked > ends) continue;
    const percent = (BigInt(base) * BigInt(10_000 - refundBps)) / 10_000n;
    return { feePaise: Math.min(Number(percent) + flatFeePaise, base), onDeadline: asked === ends };
  }
  throw new Error(`the policy ${line.policy.name} has no last tier`);
}

/** Milliseconds since the epoch. */
function endOfTier(until: Readonly<Record<string, string | number>>, line: RefundLine): number {
  const starts = Date.parse(line.startsAt);
  if ('hoursBefore' in until) return starts - Number(until.hoursBefore) * 3_600_000;
  if (until.event === 'sample_collected') return line.sampleCollectedAt === null ? Infinity : Date.parse(line.sampleCollectedAt) - 1;
  const day = new Date(`${wallClock(starts, line.zone).slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - Number(until.daysBefore));
  return instantAt(`${day.toISOString().slice(0, 10)}T${String(until.at)}`, line.zone);
}

/** `2026-11-24T10:30` as the zone's clocks show that instant. */
function wallClock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T');
}

/** The first instant at which the zone's clocks show that minute, found by looking at the clock and correcting. */
function instantAt(wall: string, zone: string): number {
  const wished = Date.parse(`${wall}Z`);
  let guess = wished;
  for (let round = 0; round < 3; round += 1) guess += wished - Date.parse(`${wallClock(guess, zone)}Z`);
  return guess;
}
