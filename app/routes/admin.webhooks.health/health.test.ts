import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postRequest } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { newId } from '#db/new-id.ts';
import type { WatchFinding } from '#db/watch-findings.ts';
import { noteRefusal } from '#db/webhook-hearing.ts';
import { loader as desk } from '../admin._index/route.tsx';
import { deskSentence } from '../admin._index/desk-sentence.ts';
import { loader as findingsCsv } from '../admin.webhooks.findings[.]csv.ts';
import { action, loader } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());
beforeEach(async () => {
  for (const table of ['watch_finding', 'webhook_refusal', 'webhook_watch', 'outbox_message', 'audit_log'] as const) await here.db.deleteFrom(table).execute();
});

const minutesAgo = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);
const told = async () => (await loader({ request: await here.getAs('kavita', '/admin/webhooks/health'), params: {}, context: {} })).json();
const shownDesk = async () => (await (await desk({ request: await here.getAs('kavita', '/admin'), params: {}, context: {} })).json()).desk;
const fill = async (fields: Record<string, string>) => action({ request: postRequest('/admin/webhooks/health', fields, await here.cookieOf('kavita')), params: {}, context: {} });

function finding(change: Partial<WatchFinding> = {}): WatchFinding {
  return {
    id: newId(), channel: 'pg', kind: 'silent', first_missed_at: minutesAgo(200), last_missed_at: minutesAgo(20), missed: 7, repaired_payments: 5, repaired_refunds: 1, repaired_payouts: 0,
    repaired_loads: 0, opened_at: minutesAgo(190), told_at: minutesAgo(190), closed_at: null, open_channel: change.channel ?? 'pg', ...change,
  };
}

test('an open silence heads the desk and the page; what is over and single losses are only listed', async () => {
  expect([(await told()).open, deskSentence(await shownDesk())]).toEqual([[], 'Everything is explained']);
  const [open, lost, over] = [finding(), finding({ channel: 'x', kind: 'lost' }), finding({ opened_at: minutesAgo(900), closed_at: minutesAgo(800), open_channel: null })];
  await here.db.insertInto('watch_finding').values([open, lost, over]).execute();
  const page = await told();
  expect(page.open.map(({ id }) => id)).toEqual([open.id]);
  expect(page.findings.map(({ id }) => id).toSorted()).toEqual([open.id, lost.id, over.id].toSorted());
  const shown = await shownDesk();
  expect(shown.silences.map(({ id }) => id)).toEqual([open.id]);
  expect(deskSentence(shown)).toBe('Webhooks that do not arrive need you');
});

test('refused deliveries of the last day are counted for their own side', async () => {
  const latest = minutesAgo(5);
  for (const at of [latest, latest, minutesAgo(90), minutesAgo(26 * 60)]) await noteRefusal(here.db, 'pg', at);
  const { channels } = await told();
  expect(channels.map(({ channel, refusals }) => [channel, refusals])).toEqual([['pg', 3], ['x', 0]]);
  expect(channels[0]!.lastRefusedAt).toBe(latest.toISOString());
});

test('the gap is looked through from so many hours ago on, and nothing is asked when the form is not sense', async () => {
  const before = Date.now();
  const done = await fill({ channel: 'x', hours: '30' });
  expect([done.status, done.headers.get('Location')]).toEqual([303, '/admin/webhooks/health?filling']);
  const [watch] = await here.db.selectFrom('webhook_watch').selectAll().execute();
  expect(watch!.channel).toBe('x');
  expect(Math.abs(before - 30 * 3_600_000 - watch!.looked_until.getTime())).toBeLessThan(60_000);
  expect(await here.db.selectFrom('outbox_message').select('task').execute()).toEqual([{ task: 'watch-webhooks' }]);
  expect(await here.db.selectFrom('audit_log').select(['verb', 'subject_id']).execute()).toEqual([{ verb: 'fill_gap', subject_id: 'x' }]);
  for (const wrong of [{ channel: 'sms', hours: '30' }, { channel: 'pg', hours: '9999' }, { channel: 'pg', hours: '-1' }]) {
    const refused = await fill(wrong as Record<string, string>);
    expect(refused.status).toBe(400);
  }
  expect((await fill({ channel: 'pg', hours: '720' })).status).toBe(303);
});

test('everything that was found goes home as a file, newest first', async () => {
  const over = Array.from({ length: 3 }, (_, index) => finding({ opened_at: minutesAgo(900 + index), closed_at: minutesAgo(800), open_channel: null }));
  await here.db.insertInto('watch_finding').values(over).execute();
  const file = await findingsCsv({ request: await here.getAs('kavita', '/admin/webhooks/findings.csv'), params: {}, context: {} });
  const [heading, ...rows] = (await file.text()).trimEnd().split('\r\n');
  expect(heading).toMatch(/^finding,channel,kind,/);
  expect(rows.map((row) => row.split(',')[0])).toEqual(over.map(({ id }) => id));
});
