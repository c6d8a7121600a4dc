import { afterAll, beforeAll, expect, test } from 'vitest';
import { postRequest } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { newId } from '#db/new-id.ts';
import { action as onOne, loader as onePage } from '../admin.jobs.$id/route.tsx';
import { loader as csv } from '../admin.jobs[.]csv.ts';
import { action, loader } from './route.tsx';

/** The queue's address leads nowhere here. */
let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

const get = async (path: string, params = {}) => ({ request: await here.getAs('kavita', path), params, context: {} });

test('without the queue the page stands, and the outbox is whole', async () => {
  await here.db.insertInto('outbox_message').values({ id: newId(), task: 'send-mail', payload: '{}', created_at: new Date(), run_at: null, leased_by: null, leased_until: null, sent_at: null }).execute();
  const page = await loader(await get('/admin/jobs'));
  const { jobs, owed } = await page.json();
  expect([page.status, jobs, owed > 0]).toEqual([200, null, true]);
  const { outbox } = await (await loader(await get('/admin/jobs?list=outbox'))).json();
  expect(outbox!.rows).toHaveLength(owed);
  expect((await onePage(await get('/admin/jobs/1', { id: '1' }))).status).toBe(503);
  expect((await csv(await get('/admin/jobs.csv'))).status).toBe(503);
  expect((await csv(await get('/admin/jobs.csv?list=outbox'))).status).toBe(200);
});

test('without the queue nothing is done and nothing audited, and a sentence says so', async () => {
  await here.db.deleteFrom('audit_log').execute();
  const cookie = await here.cookieOf('kavita');
  const answers = [
    await action({ request: postRequest('/admin/jobs', { intent: 'try_now', jobId: '1' }, cookie), params: {}, context: {} }),
    await onOne({ request: postRequest('/admin/jobs/1', { intent: 'cancel', reason: 'x' }, cookie), params: { id: '1' }, context: {} }),
  ];
  for (const answer of answers) expect([answer.status, JSON.stringify(await answer.json())]).toEqual([503, expect.stringContaining('every job is kept')]);
  expect(await here.db.selectFrom('audit_log').selectAll().execute()).toEqual([]);
});
