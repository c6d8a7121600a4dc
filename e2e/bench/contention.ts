import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { holdBare } from './bare-booking.ts';
import { LAB_SEATS } from './bench-catalogue.ts';
import type { BenchWorld, BookingDatabase } from './bench-world.ts';
import { judged, type Finding } from './measure.ts';
import { percentile, plain } from './statistics.ts';
import { readVisitRows, type VisitRows } from './visit-rows.ts';

const RIVALS = 64;
const TRIALS_PER_ROUND = 6;

interface Trial {
  readonly winners: number;
  readonly refused: number;
  /** Whatever reached a caller that is neither a hold nor a sentence, deadlocks first of all. */
  readonly errors: number;
  readonly milliseconds: number;
}

/** Sixty-four patients press the button for one time at once. */
export async function measureContention({ bookings, rounds }: BenchWorld): Promise<Finding[]> {
  return [
    await crowd(bookings, rounds, { kind: 'consultation', seats: 1, title: `${RIVALS} clients, one time of a doctor` }),
    await crowd(bookings, rounds, { kind: 'test', seats: LAB_SEATS, title: `${RIVALS} clients, one time of a lab with ${LAB_SEATS} seats` }),
  ];
}

async function crowd(bookings: BookingDatabase, rounds: number, about: { kind: 'consultation' | 'test'; seats: number; title: string }): Promise<Finding> {
  const model = await modelOf(bookings, about.kind);
  const ours: Trial[] = [];
  const bare: Trial[] = [];
  for (let trial = 0; trial < rounds * TRIALS_PER_ROUND; trial += 1) {
    ours.push(await tryOurs(bookings, about.kind));
    bare.push(await tryBare(bookings, model, about));
  }
  const wrong = ours.filter(({ winners }) => winners !== about.seats).length;
  const errors = ours.reduce((sum, trial) => sum + trial.errors, 0);
  const middle = (trials: readonly Trial[]) => percentile(trials.map(({ milliseconds }) => milliseconds), 0.5);
  const times = (trials: readonly Trial[]) => `${plain(middle(trials))} / ${plain(percentile(trials.map(({ milliseconds }) => milliseconds), 0.95))} ms`;
  console.log(`    ${about.title}: ${ours.length} trials, ${wrong} without exactly ${about.seats} winners, ${errors} errors; bare: ${bare.filter(({ winners }) => winners !== about.seats).length}`);
  return {
    measure: `${about.title}: all answered, p50 / p95`,
    ours: times(ours),
    limit: times(bare),
    ratio: plain(middle(bare) / middle(ours), 2),
    target: `${about.seats} ${about.seats === 1 ? 'winner' : 'winners'}, 0 errors (${wrong} wrong, ${errors} errors)`,
    verdict: judged(wrong === 0 && errors === 0),
  };
}

/** A hold of one part as the product writes it, for the bare client to copy. */
async function modelOf({ db, pool, visits }: BookingDatabase, kind: 'consultation' | 'test'): Promise<VisitRows> {
  const [visit] = await visits.rivals(1, kind);
  const held = await holdVisit(db, { basketId: visit!.basketId, patientId: visit!.patientId, now: new Date() });
  if (!held.ok) throw new Error(held.refusal.message);
  return readVisitRows(pool, held.value.masterBookingId);
}

async function tryOurs({ db, visits }: BookingDatabase, kind: 'consultation' | 'test'): Promise<Trial> {
  const rivals = await visits.rivals(RIVALS, kind);
  return judgeAll(rivals.map(({ basketId, patientId }) => async () => {
    const held = await holdVisit(db, { basketId, patientId, now: new Date() });
    if (!held.ok && held.refusal.code !== 'time_taken') throw new Error(held.refusal.message);
    return held.ok;
  }));
}

/** The limit tries one seat each and reads nothing: the key decides. */
async function tryBare({ pool, visits }: BookingDatabase, model: VisitRows, { kind, seats }: { kind: 'consultation' | 'test'; seats: number }): Promise<Trial> {
  const rivals = await visits.rivals(RIVALS, kind);
  return judgeAll(rivals.map((visit, index) => async () => {
    try {
      await holdBare(pool, model, visit, index % seats);
      return true;
    } catch (error) {
      if ((error as { errno?: number }).errno === DUPLICATE_KEY_ERRNO) return false;
      throw error;
    }
  }));
}

const DUPLICATE_KEY_ERRNO = 1062;

async function judgeAll(tries: readonly (() => Promise<boolean>)[]): Promise<Trial> {
  const started = performance.now();
  const settled = await Promise.allSettled(tries.map((one) => one()));
  const milliseconds = performance.now() - started;
  const count = (test: (outcome: PromiseSettledResult<boolean>) => boolean) => settled.filter(test).length;
  const failed = settled.find((outcome) => outcome.status === 'rejected');
  if (failed) console.log(`    an error reached a caller: ${String(failed.reason)}`);
  return {
    winners: count((outcome) => outcome.status === 'fulfilled' && outcome.value),
    refused: count((outcome) => outcome.status === 'fulfilled' && !outcome.value),
    errors: count((outcome) => outcome.status === 'rejected'),
    milliseconds,
  };
}
