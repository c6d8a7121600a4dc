import type { LoaderFunctionArgs } from '@remix-run/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { findTokenHash } from '#app/auth/session.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { revokeSession } from '#db/sessions.ts';
import { loader as page } from '../admin._index/route.tsx';
import { isLiveDeskReading, POLL_MS } from './live-desk.server.ts';
import { loader } from './route.ts';
import { writeEvent } from './write-event.ts';

/** The three of its queries that begin like this. */
const ONE_READING = 3;

let here: TestWorld;
const leaving: AbortController[] = [];
beforeAll(async () => {
  here = await openTestWorld();
});
afterEach(async () => {
  for (const each of leaving.splice(0)) each.abort();
  vi.useRealTimers();
  await expect.poll(isLiveDeskReading).toBe(false);
  await here.db.deleteFrom('discrepancy').execute();
});
afterAll(() => here.close());

const args = (request: Request): LoaderFunctionArgs => ({ request, params: {}, context: {} });

interface Told {
  name: string;
  id: string | undefined;
  data: string;
}

/** An open desk of the admin's own, read event by event as a browser would. */
async function openDesk({ cookie, since = '' }: { cookie?: string; since?: string } = {}) {
  const leave = new AbortController();
  leaving.push(leave);
  const request = new Request(`http://localhost:3000/admin/live${since}`, { headers: { Cookie: cookie ?? (await here.cookieOf('kavita')) }, signal: leave.signal });
  const response = await loader(args(request));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<Told | 'end'> => {
    for (;;) {
      const [event, ...rest] = text.split('\n\n');
      if (rest.length > 0) {
        text = rest.join('\n\n');
        const fields = event!.split('\n').map((line) => line.split(/: (.*)/s));
        const of = (field: string) => fields.filter(([name]) => name === field).map(([, value]) => value).join('\n');
        if (of('event') !== '') return { name: of('event'), id: of('id') || undefined, data: of('data') };
        continue;
      }
      const { done, value } = await reader!.read();
      if (done) return 'end';
      text += value;
    }
  };
  return { request, response, next, leave: () => leave.abort() };
}

function aDiscrepancy(id: string, note: string) {
  return here.db
    .insertInto('discrepancy')
    .values({ id, kind: 'amount_under', subject_id: id, master_booking_id: null, expected_paise: 123_000, actual_paise: 0, note, opened_at: new Date(), resolved_at: null })
    .execute();
}

test('is a stream that nothing may hold back, and the first event is the page’s own desk', async () => {
  const desk = await openDesk();
  expect(Object.fromEntries(desk.response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no',
  });
  const first = await desk.next();
  const shown = await (await page(args(await here.getAs('kavita', '/admin')))).json();
  expect(first).toMatchObject({ name: 'desk', id: shown.digest, data: expect.stringMatching(/^\d\d:\d\d\n<span data-live="sentence">Everything is explained<\/span><div [^>]*data-live="desk"/) });
});

test('tells every open desk what has changed, with people’s words escaped', async () => {
  const desks = [await openDesk(), await openDesk()];
  for (const desk of desks) await desk.next();
  await aDiscrepancy('d1', '<script>alert(1)</script>\r\n\r\nevent: desk');
  for (const desk of desks) {
    const told = await desk.next();
    expect(told).toMatchObject({ name: 'desk', data: expect.stringContaining('₹1,230.00 in 1 discrepancy needs you') });
    expect((told as Told).data).toContain('&lt;script&gt;alert(1)');
    expect((told as Told).data).not.toContain('<script');
  }
});

test('a page that is newer than what is known is not put back, and hears of the desk all the same', async () => {
  const early = await openDesk();
  const before = (await early.next()) as Told;
  await aDiscrepancy('d2', 'found a moment ago');
  const late = await openDesk({ since: `?since=${Date.now()}` });
  const told = (await late.next()) as Told;
  expect(told.id).not.toBe(before.id);
  expect(told.data).toContain('1 discrepancy needs you');
  const same = await openDesk({ since: `?since=${Date.now()}` });
  expect(((await same.next()) as Told).id).toBe(told.id);
});

test('reads once for all, and not at all when nobody looks', async () => {
  const asked = vi.spyOn(Object.getPrototypeOf(Object.getPrototypeOf(resources().db)), 'selectNoFrom');
  const begun = performance.now();
  const desks = await Promise.all([openDesk(), openDesk(), openDesk()]);
  await Promise.all(desks.map((desk) => desk.next()));
  // A slow machine may have come to a second round.
  const rounds = 1 + Math.floor((performance.now() - begun) / POLL_MS);
  expect(asked.mock.calls.length).toBeGreaterThanOrEqual(ONE_READING);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(ONE_READING * rounds);
  asked.mockRestore();
  for (const desk of desks.slice(1)) desk.leave();
  expect(await desks[1]!.next()).toBe('end');
  expect(isLiveDeskReading()).toBe(true);
  desks[0]!.leave();
  expect(isLiveDeskReading()).toBe(false);
});

test('ends within a minute of the session’s end', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const desk = await openDesk();
  const other = await openDesk();
  await desk.next();
  await other.next();
  await revokeSession(here.db, (await findTokenHash(desk.request))!, new Date());
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  const seen: (string | undefined)[] = [];
  for (let told = await desk.next(); told !== 'end'; told = await desk.next()) seen.push(told.name);
  expect(new Set(seen)).toEqual(new Set(['alive']));
  expect(await other.next()).toMatchObject({ name: 'alive', data: expect.stringMatching(/^\d\d:\d\d$/) });
  expect(isLiveDeskReading()).toBe(true);
});

test('opens five desks for one account, and another one when one was left', async () => {
  const desks = await Promise.all(Array.from({ length: 5 }, () => openDesk()));
  expect((await openDesk()).response.status).toBe(429);
  desks[2]!.leave();
  expect((await openDesk()).response.status).toBe(200);
});

test('is for admins only', async () => {
  const guest = await thrownResponse(openDesk({ cookie: '' }));
  expect(guest.status).toBe(303);
  for (const login of ['meera', 'rao'] as const) {
    expect((await thrownResponse(openDesk({ cookie: await here.cookieOf(login) }))).status).toBe(404);
  }
  expect(isLiveDeskReading()).toBe(false);
});

test('a line break in the data is another line of the same event', () => {
  expect(writeEvent({ name: 'desk', id: 'x', data: 'a\r\nb\rc\n\nd' })).toBe('event: desk\nid: x\ndata: a\ndata: b\ndata: c\ndata: \ndata: d\n\n');
});
