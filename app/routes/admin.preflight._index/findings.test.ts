import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { readinessInWords } from './findings-card.tsx';
import { loader } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

const opened = async (path: string) => (await loader({ request: await here.getAs('kavita', path), params: {}, context: {} })).json();

test('the page calls nobody until it is asked to, and then tells each finding with its mend', async () => {
  vi.stubEnv('RAZORPAY_API_ORIGIN', 'http://127.0.0.1:9');
  expect((await opened('/admin/preflight')).findings).toBeNull();
  const findings = (await opened('/admin/preflight?run=1')).findings ?? [];
  expect(findings.find(({ check }) => check === 'API')).toMatchObject({ state: 'fail', mend: expect.stringContaining('127.0.0.1:9') });
  expect(findings.find(({ check }) => check === 'Migrations')).toMatchObject({ state: 'ok', mend: null });
  vi.unstubAllEnvs();
});

test('what the whole says first', () => {
  const states = (...list: ('ok' | 'warn' | 'fail' | 'by_hand')[]) => readinessInWords(list.map((state) => ({ state })));
  expect(states('ok', 'by_hand')).toMatchObject({ kind: 'success' });
  expect(states('ok', 'warn')).toEqual({ kind: 'warning', title: 'Nothing fails, 1 check warns' });
  expect(states('fail', 'warn', 'warn')).toEqual({ kind: 'danger', title: '1 check fails, 2 warn' });
});
