import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { SeededWorld } from '#db/seed/world.ts';

/** A doctor and a lab that nobody but the benchmark books. */
export interface Pair {
  readonly clinicId: string;
  readonly doctorId: string;
  readonly consultationId: string;
  readonly followUpId: string;
  readonly labId: string;
  readonly testId: string;
}

const PAIRS = 80;
export const HORIZON_DAYS = 240;
/** One morning a day, as real ones have: a day's offered times are computed at every hold. */
export const OPENS_AT_HOUR = 9;
export const SESSION_HOURS = 4;
export const LAB_SEATS = 5;
/** Minutes that divide an hour, so that every hour offers the same times. */
const CONSULTATION = { duration_minutes: 15, buffer_minutes: 5 };
const FOLLOW_UP = { duration_minutes: 10, buffer_minutes: 5 };
const TEST = { duration_minutes: 10, buffer_minutes: 0 };
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

/** Copies of Dr Rao and of Pulse Diagnostics with enough mornings for every booking of a run to have a time of its own. */
export async function addPairs(db: Database, { doctors, labs }: SeededWorld): Promise<Pair[]> {
  const { rao } = doctors;
  const { pulse } = labs;
  const test = pulse.tests.completeBloodCount;
  const clinicId = rao.clinicIds[0]!;
  const models = await db.selectFrom('provider').selectAll().where('id', 'in', [rao.id, pulse.id]).execute();
  const commissions = await db.selectFrom('provider_commission').selectAll().where('provider_id', 'in', [rao.id, pulse.id]).execute();
  const pairs = Array.from({ length: PAIRS }, (): Pair => ({ clinicId, doctorId: newId(), consultationId: newId(), followUpId: newId(), labId: newId(), testId: newId() }));

  const copies = pairs.flatMap((pair) => [
    { model: rao.id, id: pair.doctorId, capacity: 1, services: [{ ...rao.consultation, ...CONSULTATION, id: pair.consultationId }, { ...rao.followUp, ...FOLLOW_UP, id: pair.followUpId }] },
    { model: pulse.id, id: pair.labId, capacity: LAB_SEATS, services: [{ ...test, ...TEST, id: pair.testId }] },
  ]);
  const modelOf = (id: string) => models.find((model) => model.id === id)!;
  await db.insertInto('provider').values(copies.map(({ model, id }) => ({ ...modelOf(model), id, slug: `bench-${id}`, horizon_days: HORIZON_DAYS }))).execute();
  await db.insertInto('provider_clinic').values(copies.map(({ id }) => ({ provider_id: id, clinic_id: clinicId }))).execute();
  await db.insertInto('service').values(copies.flatMap(({ id, services }) => services.map((service) => ({ ...service, provider_id: id })))).execute();
  await db
    .insertInto('provider_commission')
    .values(copies.flatMap(({ model, id }) => commissions.filter((row) => row.provider_id === model).map((row) => ({ ...row, provider_id: id }))))
    .execute();
  await db.insertInto('schedule_rule').values(copies.flatMap(({ id, capacity }) => WEEKDAYS.map((weekday) => morning({ providerId: id, clinicId, weekday, capacity })))).execute();
  return pairs;
}

function morning(session: { providerId: string; clinicId: string; weekday: number; capacity: number }) {
  return {
    id: newId(),
    provider_id: session.providerId,
    clinic_id: session.clinicId,
    kind: 'weekly' as const,
    weekday: session.weekday,
    on_date: null,
    until_date: null,
    start_minute: OPENS_AT_HOUR * 60,
    end_minute: (OPENS_AT_HOUR + SESSION_HOURS) * 60,
    capacity: session.capacity,
    note: '',
  };
}
