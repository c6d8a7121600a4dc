import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { offeredTime, type ScheduleRule } from '#app/domain/availability.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import type { BasketLine } from '#db/baskets.ts';

export type BasketRefusal = Refusal<'empty_visit' | 'not_offered' | 'overlap' | 'follow_up_alone' | 'follow_up_early'> & {
  readonly lineIds: readonly string[];
};

/** Capacity of each line's session, once every line is known to be for sale. */
export type Offers = ReadonlyMap<string, number>;

/** All that can be refused before anything is locked: rules of the catalogue and of the visit within itself. */
export function checkBasket(lines: readonly BasketLine[], rules: ReadonlyMap<string, readonly ScheduleRule[]>, now: Date): Outcome<Offers, BasketRefusal> {
  if (lines.length === 0) {
    return refused({ code: 'empty_visit', lineIds: [], message: 'Your visit is empty. Add a service to book it.' });
  }
  const offers = new Map(lines.map((line) => [line.id, offerOf(line, rules, now)?.capacity ?? 0]));
  return checkOffers(lines, offers) ?? checkOverlap(lines) ?? checkFollowUps(lines) ?? accepted(offers);
}

function offerOf(line: BasketLine, rules: ReadonlyMap<string, readonly ScheduleRule[]>, now: Date) {
  if (!line.service_active || !line.provider_active) return null;
  return offeredTime({
    rules: rules.get(line.provider_id) ?? [],
    service: { durationMinutes: line.duration_minutes, bufferMinutes: line.buffer_minutes },
    window: { minNoticeMinutes: line.min_notice_minutes, horizonDays: line.horizon_days },
    clinic: { id: line.clinic_id, zone: line.zone },
    startsAt: line.starts_at,
    now,
  });
}

function checkOffers(lines: readonly BasketLine[], offers: Offers) {
  const gone = lines.filter((line) => !offers.get(line.id));
  if (gone.length === 0) return null;
  const names = gone.map((line) => `${line.service_name} with ${line.provider_name}`).join(' and ');
  return refused({
    code: 'not_offered' as const,
    lineIds: gone.map((line) => line.id),
    message: `${names} can no longer be booked at that time. The rest of your visit is kept; choose another time.`,
  });
}

/** The patient is free when the service ends; the same provider only after the buffer. */
function blocksUntil(line: BasketLine, next: BasketLine): number {
  const buffer = line.provider_id === next.provider_id && line.provider_kind === 'doctor' ? line.buffer_minutes : 0;
  return line.starts_at.getTime() + (line.duration_minutes + buffer) * MINUTE_MS;
}

function checkOverlap(lines: readonly BasketLine[]) {
  const inOrder = lines.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime());
  const index = inOrder.findIndex((line, at) => at > 0 && blocksUntil(inOrder[at - 1]!, line) > line.starts_at.getTime());
  if (index < 0) return null;
  const [first, second] = [inOrder[index - 1]!, inOrder[index]!];
  return refused({
    code: 'overlap' as const,
    lineIds: [first.id, second.id],
    message: `${first.service_name} and ${second.service_name} overlap. Choose another time for one of them.`,
  });
}

function checkFollowUps(lines: readonly BasketLine[]) {
  for (const line of lines.filter((each) => each.service_kind === 'follow_up')) {
    const inBasket = lines.find((other) => other.id === line.follows_line_id);
    const consultationStartsAt = inBasket?.starts_at ?? line.followed_starts_at;
    const sameDoctor = (inBasket?.provider_id ?? line.followed_provider_id) === line.provider_id;
    const alive = inBasket !== undefined || line.followed_status === 'confirmed' || line.followed_status === 'completed';
    if (!consultationStartsAt || !sameDoctor || !alive) {
      return refused({
        code: 'follow_up_alone' as const,
        lineIds: [line.id],
        message: `A follow-up belongs to an earlier consultation with ${line.provider_name}. Add the consultation to your visit, or remove the follow-up.`,
      });
    }
    if (consultationStartsAt >= line.starts_at) {
      return refused({
        code: 'follow_up_early' as const,
        lineIds: [line.id],
        message: `The follow-up with ${line.provider_name} must come after the consultation. Choose a later time for it.`,
      });
    }
  }
  return null;
}
