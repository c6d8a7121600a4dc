import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import type { IndividualStatus, ServiceKind } from '#app/domain/booking.ts';

/** A booking as its provider sees it; `Instant` is a Date in the loader and an ISO string on the page. */
export interface DiaryEntry<Instant = string> {
  id: string;
  code: string;
  starts_at: Instant;
  duration_minutes: number;
  buffer_minutes: number;
  capacity: number;
  zone: string;
  status: IndividualStatus;
  service_name: string;
  service_kind: ServiceKind;
  sample_collected_at: Instant | null;
  clinic_id: string;
  clinic_name: string;
  patient_name: string;
  patient_phone: string;
  hold_expires_at: Instant;
  /** What it earned, once it is finished and earned anything. */
  payout_id: string | null;
  earned_paise: number | null;
}

export interface Clinic {
  id: string;
  slug: string;
  name: string;
  locality: string;
  zone: string;
}

/** A provider without a clinic has no day of their own; the head office's is as good as any. */
const NO_CLINIC_ZONE = 'Asia/Kolkata';

export function zoneOf(clinics: readonly Clinic[]): string {
  return clinics[0]?.zone ?? NO_CLINIC_ZONE;
}

export function isOnDate(entry: Pick<DiaryEntry<Date | string>, 'starts_at' | 'zone'>, date: LocalDate): boolean {
  return localDateOf(new Date(entry.starts_at), entry.zone) === date;
}

/** Two entries share a seat's time when one begins while the other (with its buffer) runs. */
function runsAt(entry: DiaryEntry, startMs: number): boolean {
  const from = Date.parse(entry.starts_at);
  return from <= startMs && startMs < from + (entry.duration_minutes + entry.buffer_minutes) * 60_000;
}

/** Seats taken at the entry's first minute, held ones included. */
export function seatsTaken(entry: DiaryEntry, all: readonly DiaryEntry[]): number {
  const startMs = Date.parse(entry.starts_at);
  return all.filter((other) => other.status !== 'cancelled' && runsAt(other, startMs)).length;
}
