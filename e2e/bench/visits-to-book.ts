import { addDays, instantOf, localDateOf } from '#app/domain/appointment-time.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { HORIZON_DAYS, OPENS_AT_HOUR, SESSION_HOURS, type Pair } from './bench-catalogue.ts';

export interface PartToBook {
  readonly serviceId: string;
  readonly providerId: string;
  readonly clinicId: string;
  readonly startsAt: Date;
}

/** A filled basket of a patient of its own. */
export interface VisitToBook {
  readonly basketId: string;
  readonly patientId: string;
  readonly parts: readonly PartToBook[];
}

const ZONE = 'Asia/Kolkata';
const CHUNK = 250;
/** Within its hour: consultation on the hour (15 + 5 minutes), follow-up (10 + 5) and blood test (10) after it, on the grids of their services. */
const FOLLOW_UP_MINUTE = 30;
const TEST_MINUTE = 50;
const NO_PASSWORD = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Hands out visits whose times nobody else wants, and crowds that all want the same time. */
export function createVisitSource(db: Database, pairs: readonly Pair[], now: Date) {
  const hours = takeHours(pairs, now);
  return {
    /** Consultation, blood test and follow-up; every time is free. */
    threePart: async (count: number): Promise<VisitToBook[]> => {
      const visits = Array.from({ length: count }, () => {
        const { pair, at } = hours.next().value;
        return visitOf([consultation(pair, at(0)), test(pair, at(TEST_MINUTE)), { ...consultation(pair, at(FOLLOW_UP_MINUTE)), serviceId: pair.followUpId }]);
      });
      await writeBaskets(db, visits, now);
      return visits;
    },
    /** One service each, all at the same time. */
    rivals: async (count: number, kind: 'consultation' | 'test'): Promise<VisitToBook[]> => {
      const { pair, at } = hours.next().value;
      const visits = Array.from({ length: count }, () => visitOf([kind === 'test' ? test(pair, at(TEST_MINUTE)) : consultation(pair, at(0))]));
      await writeBaskets(db, visits, now);
      return visits;
    },
  };
}

export type VisitSource = ReturnType<typeof createVisitSource>;

/** Hour after hour of every pair, each once; neighbours in the sequence are different providers. */
function* takeHours(pairs: readonly Pair[], now: Date): Generator<{ pair: Pair; at: (minute: number) => Date }, never> {
  const today = localDateOf(now, ZONE);
  for (let day = 1; day < HORIZON_DAYS; day += 1) {
    const date = addDays(today, day);
    for (let hour = OPENS_AT_HOUR; hour < OPENS_AT_HOUR + SESSION_HOURS; hour += 1) {
      for (const pair of pairs) yield { pair, at: (minute) => instantOf(date, hour * 60 + minute, ZONE) };
    }
  }
  throw new Error('every hour of the benchmark’s calendar is used up: fewer rounds or fewer seconds');
}

function consultation(pair: Pair, startsAt: Date): PartToBook {
  return { serviceId: pair.consultationId, providerId: pair.doctorId, clinicId: pair.clinicId, startsAt };
}

function test(pair: Pair, startsAt: Date): PartToBook {
  return { serviceId: pair.testId, providerId: pair.labId, clinicId: pair.clinicId, startsAt };
}

function visitOf(parts: readonly PartToBook[]): VisitToBook {
  return { basketId: newId(), patientId: newId(), parts };
}

async function writeBaskets(db: Database, visits: readonly VisitToBook[], now: Date): Promise<void> {
  for (let from = 0; from < visits.length; from += CHUNK) {
    const chunk = visits.slice(from, from + CHUNK);
    await db
      .insertInto('account')
      .values(
        chunk.map(({ patientId }) => ({
          id: patientId, email: `${patientId}@example.org`, password_hash: NO_PASSWORD, role: 'patient' as const, name: 'Bench Patient', provider_id: null, created_at: now, disabled_at: null,
        })),
      )
      .execute();
    await db.insertInto('patient').values(chunk.map(({ patientId }) => ({ id: patientId, phone: '+919876500000' }))).execute();
    await db
      .insertInto('basket')
      .values(chunk.map(({ basketId, patientId }) => ({ id: basketId, patient_id: patientId, coupon_code: null, master_booking_id: null, created_at: now, updated_at: now })))
      .execute();
    await db.insertInto('basket_line').values(chunk.flatMap(linesOf)).execute();
  }
}

/** A third line is the follow-up of the first. */
function linesOf({ basketId, parts }: VisitToBook) {
  const ids = parts.map(() => newId());
  return parts.map((part, index) => ({
    id: ids[index]!,
    basket_id: basketId,
    position: index + 1,
    service_id: part.serviceId,
    clinic_id: part.clinicId,
    starts_at: part.startsAt,
    follows_line_id: index === 2 ? ids[0]! : null,
    follows_booking_id: null,
    lost_at: null,
  }));
}
