import { addDays, DAY_MINUTES, localDateOf, MINUTE_MS, type LocalDate } from '#app/domain/appointment-time.ts';
import type { IndividualStatus } from '#app/domain/booking.ts';
import { newId } from '../new-id.ts';
import type { CalendarClaimTable } from '../tables.ts';
import { ZONE } from './places.ts';
import { createVisitCalendar, endOf, type VisitCalendar } from './visit-calendar.ts';
import { COMING_VISITS, PAST_VISITS, type VisitPlan } from './visit-plans.ts';
import type { SeededDoctor, SeededLab, SeededService, SeededWorld } from './world.ts';

export interface PlacedLine {
  readonly bookingId: string;
  readonly provider: SeededDoctor | SeededLab;
  readonly service: SeededService;
  readonly clinicId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number;
  readonly status: IndividualStatus;
  /** The consultation a follow-up belongs to, and whether it is the first to use its grant. */
  readonly follows: { readonly bookingId: string; readonly startsAt: Date; readonly grantUsed: boolean } | null;
}

export interface PlacedVisit {
  readonly id: string;
  readonly plan: VisitPlan;
  readonly patientId: string;
  readonly lines: readonly PlacedLine[];
  readonly claims: readonly CalendarClaimTable[];
  readonly createdAt: Date;
}

interface Consultation {
  readonly bookingId: string;
  readonly startsAt: Date;
  grantUsed: boolean;
}

/** Consultations by patient and doctor, the latest only; a follow-up finds its own here. */
type Consultations = Map<string, Consultation>;

export function isUnpaid(plan: VisitPlan): boolean {
  return plan.payment === 'declined_for_good' || plan.payment === 'walked_away';
}

/** Gives every planned visit its times, in the order of the plans. */
export function placeVisits(world: SeededWorld, rules: Parameters<typeof createVisitCalendar>[0], now: Date): PlacedVisit[] {
  const calendar = createVisitCalendar(rules);
  const consultations: Consultations = new Map();
  return [...PAST_VISITS, ...COMING_VISITS].map((plan, index) => placeVisit({ world, calendar, consultations, now }, plan, index));
}

interface Placing {
  readonly world: SeededWorld;
  readonly calendar: VisitCalendar;
  readonly consultations: Consultations;
  readonly now: Date;
}

function placeVisit(placing: Placing, plan: VisitPlan, index: number): PlacedVisit {
  const { world, calendar, now } = placing;
  const patientId = world.patients[plan.patient].id;
  const today = localDateOf(now, ZONE);
  const lines: PlacedLine[] = [];
  const claims: CalendarClaimTable[] = [];
  for (const [at, [providerKey, serviceKey]] of plan.lines.entries()) {
    const { provider, service } = bookable(world, providerKey, serviceKey);
    const previous = lines.at(-1);
    const first = lines[0];
    const time = calendar.findTime({
      provider,
      service,
      patientId,
      fromDate: dateOfLine(plan, service, first, today),
      notBefore: service.kind === 'follow_up' || !previous ? new Date(0) : previous.endsAt,
      pick: previous ? 0 : index * 5,
      clinicId: first?.clinicId ?? null,
    });
    const bookingId = newId();
    const endsAt = endOf(time.startsAt, service);
    const status = statusOf(plan, at, endsAt, now);
    const follows = consultationOf(placing.consultations, `${patientId} ${provider.id}`, { bookingId, startsAt: time.startsAt, kind: service.kind });
    lines.push({ bookingId, provider, service, ...time, endsAt, status, follows });
    if (status !== 'cancelled') claims.push(...calendar.take(bookingId, patientId, service, time.startsAt));
  }
  return { id: newId(), plan, patientId, lines, claims, createdAt: bookedAt(lines, index, now) };
}

function bookable(world: SeededWorld, providerKey: string, serviceKey: string): { provider: SeededDoctor | SeededLab; service: SeededService } {
  const doctors: Readonly<Record<string, SeededDoctor>> = world.doctors;
  const labs: Readonly<Record<string, SeededLab>> = world.labs;
  const doctor = doctors[providerKey];
  if (doctor) return { provider: doctor, service: serviceKey === 'followUp' ? doctor.followUp : doctor.consultation };
  const lab = labs[providerKey];
  const test = lab?.tests[serviceKey];
  if (!lab || !test) throw new Error(`no service ${serviceKey} at ${providerKey}`);
  return { provider: lab, service: test };
}

function dateOfLine(plan: VisitPlan, service: SeededService, first: PlacedLine | undefined, today: LocalDate): LocalDate {
  if (!first) return addDays(today, plan.day);
  const day = localDateOf(first.startsAt, ZONE);
  return service.kind === 'follow_up' ? addDays(day, plan.followUpAfter ?? 1) : day;
}

function statusOf(plan: VisitPlan, at: number, endsAt: Date, now: Date): IndividualStatus {
  const fate = plan.fates?.[at];
  if (fate === 'cancelled' || isUnpaid(plan)) return 'cancelled';
  if (endsAt > now) return 'confirmed';
  return fate ?? 'completed';
}

function consultationOf(
  consultations: Consultations,
  key: string,
  booking: { readonly bookingId: string; readonly startsAt: Date; readonly kind: SeededService['kind'] },
): PlacedLine['follows'] {
  if (booking.kind === 'consultation') consultations.set(key, { bookingId: booking.bookingId, startsAt: booking.startsAt, grantUsed: false });
  if (booking.kind !== 'follow_up') return null;
  const consultation = consultations.get(key);
  if (!consultation) throw new Error('a seeded follow-up has no consultation before it');
  const follows = { ...consultation };
  consultation.grantUsed = true;
  return follows;
}

/** One to four days before the first line, at the latest some hours ago. */
function bookedAt(lines: readonly PlacedLine[], index: number, now: Date): Date {
  const wished = lines[0]!.startsAt.getTime() - ((index % 4) + 1) * DAY_MINUTES * MINUTE_MS + ((index * 47) % 300) * MINUTE_MS;
  const latest = now.getTime() - (90 + ((index * 131) % 900)) * MINUTE_MS;
  return new Date(Math.min(wished, latest));
}
