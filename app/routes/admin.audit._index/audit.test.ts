import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { writeAudit } from '#db/audit-log.ts';
import { findAuditActors, findAuditSubjects, listAudit, listAuditVerbs, type AuditFilter } from '#db/audit-search.ts';
import { newId } from '#db/new-id.ts';
import { openWatchedDatabase } from '#db/watched-database.ts';
import { loader as csv } from '../admin.audit[.]csv.tsx';
import { loader } from './route.tsx';

let here: TestWorld;
let visit: { id: string; code: string; part: string };
beforeAll(async () => {
  here = await openTestWorld();
  const part = await here.db.selectFrom('individual_booking as part').innerJoin('master_booking as master', 'master.id', 'part.master_booking_id').select(['part.id', 'master.id as masterId', 'master.code']).executeTakeFirstOrThrow();
  visit = { id: part.masterId, code: part.code, part: part.id };
});
afterAll(() => here.close());

const day = (date: number) => new Date(Date.UTC(2026, 10, date, 6, 0));
beforeEach(async () => {
  await sql`delete from audit_log`.execute(here.db);
  const [admin, doctor] = [(await here.accountOf('kavita')).id, (await here.accountOf('rao')).id];
  const write = (entry: Partial<Parameters<typeof writeAudit>[1]>) =>
    writeAudit(here.db, { actorKind: 'admin', actorId: admin, verb: 'pause_payouts', subjectKind: 'payouts', subjectId: 'all', at: day(1), ...entry });
  await write({ reason: 'The bank is down' });
  await write({ verb: 'override_refund', subjectKind: 'individual_booking', subjectId: visit.part, before: { status: 'confirmed', refundedPaise: 0 }, after: { status: 'confirmed', refundedPaise: 12_450 }, at: day(2) });
  await write({ actorKind: 'provider', actorId: doctor, verb: 'completed', subjectKind: 'individual_booking', subjectId: visit.part, at: day(3) });
  await write({ actorKind: 'provider', actorId: doctor, verb: 'change_payee_details', subjectKind: 'provider', subjectId: here.world.doctors.rao.id, before: { phone: '+919876543210', account_number: '50100012345678' }, after: { phone: '+919876500000', account_number: '50100087654321', note: 'now 50100087654321' }, at: day(4) });
});

const listed = async (query = '') => (await loader({ request: await here.getAs('kavita', `/admin/audit${query}`), params: {}, context: {} })).json();
const verbs = async (query: string) => (await listed(query)).rows.map(({ verb }) => verb);

test('newest first, with who, what, on what and why in words', async () => {
  const { rows, verbs: known } = await listed();
  expect(rows.map(({ deed }) => deed)).toEqual(['Changed payee details', 'Marked a service as given', 'Returned money beside the policy', 'Paused all payouts']);
  expect(rows[3]).toMatchObject({ actor: 'Kavita Menon', role: 'admin', reason: 'The bank is down', subject: { name: 'all', href: '/admin/payouts' } });
  expect(rows[2]!.subject).toEqual({ what: 'Service of a visit', name: visit.code, href: `/admin/visits/${visit.code}` });
  expect(rows[2]!.changes).toEqual([{ field: 'Refunded', was: '₹0.00', is: '₹124.50' }]);
  expect(known.map(({ value }) => value)).toEqual(['change_payee_details', 'completed', 'override_refund', 'pause_payouts']);
});

test('every filter stands in the address, and all of them together', async () => {
  expect(await verbs('?who=kav')).toEqual(['override_refund', 'pause_payouts']);
  const { email } = await here.db.selectFrom('account').select('email').where('id', '=', (await here.accountOf('rao')).id).executeTakeFirstOrThrow();
  expect(await verbs(`?who=${encodeURIComponent(email.slice(0, -2))}`)).toEqual(['change_payee_details', 'completed']);
  expect(await verbs('?who=nobody@example.in')).toEqual([]);
  expect(await verbs('?role=provider')).toEqual(['change_payee_details', 'completed']);
  expect(await verbs('?verb=completed')).toEqual(['completed']);
  expect(await verbs('?kind=provider')).toEqual(['change_payee_details']);
  expect(await verbs('?from=2026-11-02&to=2026-11-03')).toEqual(['completed', 'override_refund']);
  expect(await verbs(`?on=${visit.code.toLowerCase().replaceAll('-', '')}`)).toEqual(['completed', 'override_refund']);
  expect(await verbs(`?on=${visit.part}`)).toEqual(['completed', 'override_refund']);
  expect(await verbs(`?on=${visit.id}`)).toEqual(['completed', 'override_refund']);
  expect(await verbs('?on=all')).toEqual(['pause_payouts']);
  expect(await verbs('?on=%E0%A4%AE%E0%A5%80')).toEqual([]);
  expect(await verbs(`?on=${visit.code}&role=admin&from=2026-11-02`)).toEqual(['override_refund']);
});

test('an account number or a secret is never shown, a phone number is', async () => {
  const [{ changes } = { changes: [] }] = (await listed('?verb=change_payee_details')).rows;
  expect(changes).toEqual([
    { field: 'Phone', was: '+919876543210', is: '+919876500000' },
    { field: 'Account number', was: 'not shown', is: 'not shown' },
    { field: 'Note', was: null, is: 'now …4321' },
  ]);
  expect(JSON.stringify(await listed())).not.toMatch(/50100/);
});

test('pages turn by key, and the last one says so', async () => {
  const filter: AuditFilter = {};
  const first = await listAudit(here.db, filter, {}, 3);
  expect(first.rows).toHaveLength(3);
  const second = await listAudit(here.db, filter, { after: first.older }, 3);
  expect(second.rows.map(({ verb }) => verb)).toEqual(['pause_payouts']);
  expect(second.older).toBeNull();
});

test('the CSV is the filtered list, and taking it home is a deed of its own', async () => {
  const answer = await csv({ request: await here.getAs('kavita', '/admin/audit.csv?role=admin&to=2026-11-05'), params: {}, context: {} });
  const rows = (await answer.text()).trim().split('\r\n');
  expect(rows[0]).toBe('at,role,name,email,verb,deed,on,subject,subjectId,reason,changes');
  expect(rows).toHaveLength(3);
  expect(rows[1]).toContain('Refunded: ₹0.00 → ₹124.50');
  expect(await verbs('?verb=download_export')).toEqual(['download_export']);
});

test('each search walks a key, and so does the list of verbs', async () => {
  const watched = openWatchedDatabase(process.env.DATABASE_URL!);
  const rows = Array.from({ length: 30_000 }, (_, index) => ({
    id: newId(), at: new Date(day(1).getTime() + index * 6_000), actor_kind: index % 50 === 0 ? ('admin' as const) : ('provider' as const), actor_id: newId(), verb: index % 40 === 0 ? 'completed' : 'signed_in',
    subject_kind: 'account', subject_id: newId(), before_json: null, after_json: null, reason: null,
  }));
  for (let first = 0; first < rows.length; first += 5_000) await here.db.insertInto('audit_log').values(rows.slice(first, first + 5_000)).execute();
  await sql`analyze table audit_log`.execute(here.db);
  const filters: AuditFilter[] = [{}, { role: 'admin' }, { verb: 'completed' }, { actorIds: [visit.id] }, { subjectIds: [visit.part] }, { kind: 'export' }, { from: day(1), until: new Date(day(1).getTime() + 60_000) }];
  for (const filter of filters) await listAudit(watched.db, filter, {});
  await listAuditVerbs(watched.db);
  const queries = watched.takeQueries();
  const plans = await Promise.all(queries.map((query) => watched.explain(query)));
  expect(plans.map((lines) => lines.find(({ table }) => table === 'audit' || table === 'audit_log')?.key ?? null)).toEqual(queries.map(() => expect.stringMatching(/^audit_/)));
  for (const typed of ['kav', 'kavita@example.in']) await findAuditActors(watched.db, typed);
  for (const typed of [visit.code, visit.id, 'pout_00000000000000', 'pay_00000000000000', 'rfnd_00000000000000', 'order_00000000000000']) await findAuditSubjects(watched.db, typed);
  const lookups = await Promise.all(watched.takeQueries().map(async (query) => ({ query: query.sql, lines: await watched.explain(query) })));
  expect(lookups.filter(({ lines }) => lines.some(({ type }) => type === 'ALL')).map(({ query }) => query)).toEqual([]);
  await watched.close();
});
