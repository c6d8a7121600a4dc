import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tickOf } from '#app/domain/calendar-tick.ts';
import { getRequest, openTestPeople, routeArgs } from '#app/auth/test-people.ts';
import { loader as home } from '#app/routes/_index/route.tsx';
import { loader as provider } from '#app/routes/providers.$slug/route.tsx';
import { resources } from '#app/server-resources.server.ts';
import { newId } from '#db/new-id.ts';
import { findReference, REFERENCE_SECONDS } from '#db/reference.ts';
import { seedWorld } from '#db/seed.ts';
import { openWatchedDatabase, type WatchedDatabase } from '#db/watched-database.ts';
import { loader as search } from './route.tsx';

const QUERIES_MAX = 3;
const BOOKING_TABLES = /master_booking|individual_booking|basket|payment|ledger/;
let test: Awaited<ReturnType<typeof openTestPeople>>;
let watched: WatchedDatabase;

beforeAll(async () => {
  test = await openTestPeople();
  const now = new Date();
  const { doctors } = await seedWorld(test.db, now, { passwordHash: 'none' });
  // Years of bookings, so that a plan that reads all of them is not the cheap one.
  const from = tickOf(now) - 200_000;
  for (const { id } of [doctors.rao, doctors.iyer, doctors.shenoy]) {
    const rows = Array.from({ length: 8_000 }, (_, index) => ({ subject_id: id, tick: from + index * 20, seat: 0, individual_booking_id: newId(), expires_at: null }));
    await test.db.insertInto('calendar_claim').values(rows).execute();
  }
  await resources().db.destroy();
  watched = openWatchedDatabase(test.url);
  Object.assign(resources(), { db: watched.db });
});
afterAll(() => test.close());

const queriesOf = async (work: Promise<unknown>) => {
  await work;
  return watched.takeQueries();
};
const searched = (query: string) => queriesOf(search(routeArgs(getRequest(`/search?${query}`))));
const opened = (slug: string, query = '') => queriesOf(provider({ ...routeArgs(getRequest(`/providers/${slug}?${query}`)), params: { slug } }));

describe('queries of the public pages', () => {
  it('are three for a search, and one more for the names at the first request of a minute', async () => {
    expect(await searched('')).toHaveLength(QUERIES_MAX + 1);
    for (const query of ['', 'city=bengaluru', 'q=sugar', 'test=hba1c&date=2026-11-24', 'specialisation=cardiology&kind=doctor', 'q=nobody-at-all', 'city=atlantis']) {
      expect((await searched(query)).length, query).toBeLessThanOrEqual(QUERIES_MAX);
    }
    expect(await queriesOf(home())).toEqual([]);
  });

  it('of the names are asked once by many at a time, and again after a minute', async () => {
    const cold = openWatchedDatabase(test.url);
    const now = new Date();
    await Promise.all([1, 2, 3].map(() => findReference(cold.db, now)));
    expect(cold.takeQueries()).toHaveLength(1);
    await findReference(cold.db, new Date(now.getTime() + REFERENCE_SECONDS * 1_000 - 1));
    expect(cold.takeQueries()).toHaveLength(0);
    await findReference(cold.db, new Date(now.getTime() + REFERENCE_SECONDS * 1_000));
    expect(cold.takeQueries()).toHaveLength(1);
    await cold.close();
  });

  it('are three for a provider, whatever is asked', async () => {
    for (const [slug, query] of [['dr-ananya-rao', ''], ['dr-ananya-rao', 'date=2099-01-01&service=x&clinic=y'], ['pulse-diagnostics', ''], ['pulse-diagnostics', 'find=sugar']] as const) {
      expect((await opened(slug, query)).length, slug + query).toBe(QUERIES_MAX);
    }
  });

  it('read no booking, and of the claims only the providers’ own ticks by the primary key', async () => {
    const asked = [...(await searched('city=bengaluru')), ...(await searched('q=rao')), ...(await opened('dr-ananya-rao')), ...(await opened('pulse-diagnostics'))];
    const claims = [];
    for (const query of asked) {
      expect(query.sql).not.toMatch(BOOKING_TABLES);
      for (const line of await watched.explain(query)) if (line.table === 'calendar_claim') claims.push([line.type, line.key]);
    }
    expect(claims).toEqual(Array.from({ length: 4 }, () => ['range', 'PRIMARY']));
  });
});
