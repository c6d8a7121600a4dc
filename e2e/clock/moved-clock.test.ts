import { execFileSync } from 'node:child_process';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { clockMovedTo, clockOffsetMs } from './move-clock.ts';

const NEAR_MS = 60_000;
const SAY_THE_TIME = 'console.log(JSON.stringify([Date.now(), +new Date(), new Date(0).toISOString(), typeof Date(), new Date() instanceof Date]))';

test('a process that is started with a moved clock lives then, and its children too', () => {
  const { environment } = clockMovedTo('2031-02-28T23:50:00+05:30');
  const inner = `process.stdout.write(require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(SAY_THE_TIME)}]))`;
  for (const script of [SAY_THE_TIME, inner]) {
    const said = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { ...process.env, ...environment } });
    const [now, made, epoch, text, isDate] = JSON.parse(said);
    for (const ms of [now, made]) expect(Math.abs(ms - Date.parse('2031-02-28T18:20:00Z'))).toBeLessThan(NEAR_MS);
    expect([epoch, text, isDate]).toEqual(['1970-01-01T00:00:00.000Z', 'string', true]);
  }
});

test('an instant without a zone is nobody’s', () => {
  for (const at of ['2027-02-28T23:50:00', 'tomorrow', '']) expect(() => clockMovedTo(at)).toThrow('--at takes an instant with its zone');
});

test('the queue’s database has the clock of our processes', async () => {
  const client = new Client({ connectionString: process.env.JOBS_DATABASE_URL });
  await client.connect();
  const { rows } = await client.query('select now() as now, pg_catalog.now() as real').finally(() => client.end());
  expect(Math.abs(rows[0].now.getTime() - Date.now())).toBeLessThan(NEAR_MS);
  expect(Math.abs(rows[0].now.getTime() - rows[0].real.getTime() - clockOffsetMs())).toBeLessThan(NEAR_MS);
});
