import type { LoaderFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { openDatabase } from '#db/client.ts';
import { EXPORT_NAMES, readExport, type ExportLine } from '#db/exports/exports.ts';
import { loader as download } from '../admin.exports.$file/route.tsx';
import { streamText } from '../admin.exports.$file/stream-text.server.ts';
import { loader as overview } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

async function args(file: string, query = '', login: 'kavita' | 'meera' | 'rao' = 'kavita'): Promise<LoaderFunctionArgs> {
  return { request: await here.getAs(login, `/admin/exports/${file}${query}`), params: { file }, context: {} };
}

async function textOf(file: string, query = ''): Promise<string> {
  return (await download(await args(file, query))).text();
}

async function linesOf(file: string, query = ''): Promise<Record<string, unknown>[]> {
  return (await textOf(file, query)).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('every export can be had in both formats, and is named in the overview', async () => {
  for (const name of EXPORT_NAMES) {
    const csv = await download(await args(`${name}.csv`));
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('Content-Disposition')).toBe(`attachment; filename="onevisit-${name}.csv"`);
    expect((await csv.text()).split('\r\n')[0]).toContain(name === 'payouts' ? 'individualBookingId' : 'masterBookingId');
    await textOf(`${name}.jsonl`);
  }
  const { exports } = await (await overview(await args(''))).json();
  expect(exports.map(({ name }) => name)).toEqual(EXPORT_NAMES);
});

test('bookings are all visits, oldest first, and as many CSV rows as services', async () => {
  const masters = await here.db.selectFrom('master_booking').select('code').orderBy('created_at').orderBy('id').execute();
  const lines = await linesOf('bookings.jsonl');
  expect(lines.map((line) => line.code)).toEqual(masters.map(({ code }) => code));
  const { parts } = await here.db.selectFrom('individual_booking').select(({ fn }) => fn.countAll<number>().as('parts')).executeTakeFirstOrThrow();
  expect((await textOf('bookings.csv')).trimEnd().split('\r\n')).toHaveLength(1 + Number(parts));
});

test('days are those of India, both included', async () => {
  const all = await linesOf('bookings.jsonl');
  const dayOf = (line: Record<string, unknown>) => new Date(Date.parse(String(line.createdAt)) + 330 * 60_000).toISOString().slice(0, 10);
  const day = dayOf(all[Math.floor(all.length / 2)]!);
  expect(await linesOf('bookings.jsonl', `?from=${day}&to=${day}`)).toEqual(all.filter((line) => dayOf(line) === day));
  expect(await linesOf('bookings.jsonl', '?to=2020-01-01')).toEqual([]);
});

test('a text that a spreadsheet would run is only a text', async () => {
  const row = { kind: 'amount_over' as const, master_booking_id: null, expected_paise: 0, actual_paise: -100, opened_at: new Date(), resolved_at: null };
  await here.db.insertInto('discrepancy').values({ ...row, id: 'd1', subject_id: 's1', note: '=HYPERLINK("http://x","y"), a "note"' }).execute();
  expect((await textOf('discrepancies.csv')).split('\r\n')[1]).toMatch(/^d1,amount_over,s1,,0,-100,"'=HYPERLINK\(""http:\/\/x"",""y""\), a ""note""",/);
  await here.db.deleteFrom('discrepancy').execute();
});

test('each download is in the audit log, and a refused one is not', async () => {
  await here.db.deleteFrom('audit_log').execute();
  await textOf('ledger.csv', '?from=2026-01-01');
  for (const file of ['everything.csv', 'ledger', 'ledger.exe', 'ledger.csv.csv', '../ledger.csv']) {
    expect((await thrownResponse(download(await args(file)))).status).toBe(404);
  }
  for (const login of ['meera', 'rao'] as const) expect((await thrownResponse(download(await args('ledger.csv', '', login)))).status).toBe(404);
  const { id } = await here.accountOf('kavita');
  const rows = await here.db.selectFrom('audit_log').selectAll().execute();
  expect(rows.map(({ actor_id, verb, subject_id, after_json }) => [actor_id, verb, subject_id, after_json])).toEqual([
    [id, 'download_export', 'ledger', '{"format":"csv","from":"2026-01-01","to":null}'],
  ]);
});

test.each(['cancelled', 'aborted'] as const)('a download that is %s half way lets go of its only connection', async (how) => {
  const one = openDatabase(process.env.DATABASE_URL!, { connections: 1 });
  const connection = new AbortController();
  const body = streamText(inWords(readExport(one, 'bookings', {})), connection.signal);
  const reader = body.getReader();
  expect((await reader.read()).done).toBe(false);
  if (how === 'cancelled') await reader.cancel();
  else connection.abort();
  expect(await one.selectFrom('individual_booking').select('id').limit(1).execute()).toHaveLength(1);
  await one.destroy();
});

async function* inWords(lines: AsyncGenerator<ExportLine>): AsyncGenerator<string> {
  for await (const line of lines) yield JSON.stringify(line);
}
