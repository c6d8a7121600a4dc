import { offeredTime, type ScheduleRule } from '#app/domain/availability.ts';
import { ticksCovered, tickOf } from '#app/domain/calendar-tick.ts';
import { checkBasket } from '#app/use-cases/check-basket.server.ts';
import type { BasketLine } from '#db/baskets.ts';
import { findTakenTicks } from '#db/claims.ts';
import type { Database } from '#db/client.ts';
import { findNextTimes } from './next-times.server.ts';
import type { LineTrouble } from './basket-view.ts';

export interface BasketToCheck {
  readonly lines: readonly BasketLine[];
  readonly rules: ReadonlyMap<string, readonly ScheduleRule[]>;
  readonly patientId: string | null;
  readonly now: Date;
}

export interface Troubles {
  /** By line id. */
  readonly ofLines: ReadonlyMap<string, LineTrouble>;
  readonly warning: string | null;
}

const NO_TROUBLE: Troubles = { ofLines: new Map(), warning: null };

/** What the hold would refuse if it came now, said before the patient asks for it; the hold itself decides. */
export async function findTroubles(db: Database, basket: BasketToCheck): Promise<Troubles> {
  if (basket.lines.length === 0) return NO_TROUBLE;
  const messages = await findLostTimes(db, basket);
  const checked = checkBasket(basket.lines, basket.rules, basket.now);
  const refusal = checked.ok ? null : checked.refusal;
  // Of two services that overlap the later one is asked to move.
  const marked = refusal?.code === 'overlap' ? refusal.lineIds.slice(1) : (refusal?.lineIds ?? []);
  for (const id of marked) messages.set(id, messages.get(id) ?? WORDS_OF_RULE[refusal!.code]);

  const movable = basket.lines.filter((line) => messages.has(line.id) && !(refusal?.code === 'follow_up_alone' && marked.includes(line.id)));
  const choices = await findNextTimes(db, { ...basket, wanting: movable });
  return {
    ofLines: new Map([...messages].map(([id, message]) => [id, { message, choices: (choices.get(id) ?? []).map((at) => at.toISOString()) }])),
    warning: refusal?.message ?? null,
  };
}

const WORDS_OF_RULE = {
  empty_visit: '',
  not_offered: 'This time is not offered any more.',
  overlap: 'This overlaps with another service of your visit.',
  follow_up_alone: 'This follow-up has no consultation before it.',
  follow_up_early: 'A follow-up comes after its consultation.',
} as const;

/** Times that somebody else has by now, or where the patient is already booked; claims of ended holds do not count. */
async function findLostTimes(db: Database, { lines, rules, patientId, now }: BasketToCheck): Promise<Map<string, string>> {
  const ticks = lines.map((line) => ticksCovered(line.starts_at, line.duration_minutes + line.buffer_minutes));
  const taken = await findTakenTicks(db, {
    providerIds: [...new Set([...lines.map((line) => line.provider_id), ...(patientId === null ? [] : [patientId])])],
    fromTick: Math.min(...lines.map((line) => tickOf(line.starts_at))),
    beforeTick: Math.max(...ticks.flat()) + 1,
    now,
  });
  const seats = (subject: string, tick: number) => (taken.get(subject) ?? []).filter((claim) => claim.tick === tick).length;
  const lost = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const capacity = capacityOf(line, rules.get(line.provider_id) ?? [], now);
    if (capacity === null) continue;
    const busy = patientId !== null && ticksCovered(line.starts_at, line.duration_minutes).some((tick) => seats(patientId, tick) > 0);
    if (ticks[index]!.some((tick) => seats(line.provider_id, tick) >= capacity)) lost.set(line.id, 'This time was taken.');
    else if (busy) lost.set(line.id, 'You already have a booking at this time.');
  }
  return lost;
}

function capacityOf(line: BasketLine, rules: readonly ScheduleRule[], now: Date): number | null {
  const offer = offeredTime({
    rules,
    service: { durationMinutes: line.duration_minutes, bufferMinutes: line.buffer_minutes },
    window: { minNoticeMinutes: line.min_notice_minutes, horizonDays: line.horizon_days },
    clinic: { id: line.clinic_id, zone: line.zone },
    startsAt: line.starts_at,
    now,
  });
  return offer?.capacity ?? null;
}
