import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ORIGIN, postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { REPLAY_EVENTS_MAX } from '#app/domain/webhook-bounds.ts';
import { newId } from '#db/new-id.ts';
import { action as replayOne, loader as eventPage } from '../admin.webhooks.$id/route.tsx';
import { loader as csv } from '../admin.webhooks[.]csv.ts';
import { action, loader } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());
beforeEach(async () => {
  for (const table of ['webhook_event', 'outbox_message', 'audit_log'] as const) await here.db.deleteFrom(table).execute();
});

/** Events a minute apart, the last is the newest. */
async function putEvents(count: number, state: 'received' | 'applied' | 'ignored' | 'failed' = 'applied'): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  const at = (index: number) => new Date(Date.UTC(2026, 10, 20, 6, index));
  await here.db
    .insertInto('webhook_event')
    .values(ids.map((id, index) => ({ id, channel: 'pg' as const, gateway_event_id: `evt_${id}`, name: 'payment.captured', raw_body: '{"a":1}', gateway_order_id: null, gateway_payment_id: `pay_${index}`, gateway_subject_id: null, received_at: at(index), deliveries: 1, state, settled_at: at(index), error: state === 'failed' ? 'Razorpay did not answer' : null })))
    .execute();
  return ids;
}

async function replay(eventIds: readonly string[], extra: Record<string, string> = {}, path = '/admin/webhooks') {
  const body = new URLSearchParams(extra);
  for (const id of eventIds) body.append('eventId', id);
  return action({ request: new Request(`${ORIGIN}${path}`, { method: 'POST', body, headers: { Cookie: await here.cookieOf('kavita') } }), params: {}, context: {} });
}

const states = async () => (await here.db.selectFrom('webhook_event').select(['state', 'error', 'settled_at']).orderBy('received_at').execute()).map(({ state, error, settled_at }) => [state, error, settled_at !== null]);
const queued = async () => (await here.db.selectFrom('outbox_message').select(['task', 'payload']).execute()).map(({ task, payload }) => `${task} ${payload}`).toSorted();

test('ticked events are queued again, each audited with what it was, and the filters stay', async () => {
  const ids = await putEvents(3, 'failed');
  const answer = await replay(ids.slice(0, 2), { reason: 'Razorpay is back' }, '/admin/webhooks?state=failed');
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/admin/webhooks?state=failed&replayed=2']);
  expect(await states()).toEqual([['received', null, false], ['received', null, false], ['failed', 'Razorpay did not answer', true]]);
  expect(await queued()).toEqual(ids.slice(0, 2).map((webhookEventId) => `apply-webhook ${JSON.stringify({ webhookEventId })}`).toSorted());
  const audit = await here.db.selectFrom('audit_log').select(['verb', 'subject_id', 'reason', 'before_json']).orderBy('subject_id').execute();
  expect(audit.map(({ verb, subject_id, reason }) => [verb, subject_id, reason])).toEqual(ids.slice(0, 2).toSorted().map((id) => ['replay_webhook', id, 'Razorpay is back']));
  expect(JSON.stringify(audit[0]!.before_json)).toContain('Razorpay did not answer');
});

test('none, one that is not there, or too many queue nothing', async () => {
  const ids = await putEvents(REPLAY_EVENTS_MAX + 1);
  for (const [chosen, words] of [[[], 'Tick the events to apply again'], [[ids[0]!, newId()], 'One of these events is not in our inbox. Nothing was queued; look again.'], [['x'], 'One of these events is not in our inbox'], [ids, 'At most 100 events at once. Nothing was queued.']] as const) {
    const refused = await replay(chosen);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(await refused.json())).toContain(words);
  }
  expect([await queued(), new Set((await states()).map(([state]) => state))]).toEqual([[], new Set(['applied'])]);
});

test('one event is replayed from its own page, and a foreign id is no page', async () => {
  const [id] = await putEvents(1);
  const args = async (eventId: string, fields: Record<string, string>) => ({ request: postRequest(`/admin/webhooks/${eventId}`, fields, await here.cookieOf('kavita')), params: { id: eventId }, context: {} });
  expect((await replayOne(await args(id!, { intent: 'replay' }))).headers.get('Location')).toBe(`/admin/webhooks/${id}?replayed`);
  expect(await states()).toEqual([['received', null, false]]);
  const other = newId();
  expect((await thrownResponse(replayOne(await args(other, { intent: 'replay' })))).status).toBe(404);
  expect((await thrownResponse(eventPage({ request: await here.getAs('kavita', '/admin/webhooks/x'), params: { id: other }, context: {} }))).status).toBe(404);
});

test('the file has every event under the filters, beyond a page, newest first, and is in the audit log', async () => {
  const ids = await putEvents(120);
  await putEvents(2, 'failed');
  const shown = await (await loader({ request: await here.getAs('kavita', '/admin/webhooks?state=applied'), params: {}, context: {} })).json();
  expect(shown.rows).toHaveLength(50);
  const answer = await csv({ request: await here.getAs('kavita', '/admin/webhooks.csv?state=applied'), params: {}, context: {} });
  const [heading, ...lines] = (await answer.text()).trimEnd().split('\r\n').map((line) => line.split(','));
  expect([heading![0], answer.headers.get('Content-Disposition')]).toEqual(['event', 'attachment; filename="onevisit-webhooks.csv"']);
  expect(lines.map(([id]) => id)).toEqual(ids.toReversed());
  expect(await here.db.selectFrom('audit_log').select(['verb', 'subject_id']).execute()).toEqual([{ verb: 'download_export', subject_id: 'webhooks' }]);
});
