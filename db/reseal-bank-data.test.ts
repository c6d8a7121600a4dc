import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountIdentity } from '#app/domain/payee.ts';
import { newId } from './new-id.ts';
import { resealBankData } from './reseal-bank-data.ts';
import { sealedAt } from './sealed-columns.ts';
import { createSeal } from './sealed-text.ts';
import { seedWorld, TEST_BANK_DATA_KEYS } from './seed.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const NOW = new Date('2026-11-22T06:30:00Z');
const KEYS = [1, 2].map((byte) => `next${byte}:${Buffer.alloc(32, byte).toString('base64')}`);
const run = promisify(execFile);

let test: TestDatabase;
let documentIds: string[];
beforeAll(async () => {
  test = await createTestDatabase();
  const { doctors } = await seedWorld(test.db, NOW, { pastBookings: false, passwordHash: 'none' });
  documentIds = Array.from({ length: 7 }, newId);
  const old = createSeal(TEST_BANK_DATA_KEYS);
  const document = { provider_id: doctors.rao.id, kind: 'pan' as const, file_name: 'pan.pdf', media_type: 'application/pdf', size_bytes: 3, uploaded_at: NOW };
  await test.db.insertInto('provider_document').values(documentIds.map((id) => ({ ...document, id, content_sealed: old.seal('cGFu', sealedAt.document(id)) }))).execute();
});
afterAll(() => test.drop());

const accounts = () => test.db.selectFrom('payout_account').selectAll().orderBy('id').execute();

it('seals everything again under the first key, so that the old one can go', async () => {
  const before = await accounts();
  const papers = await test.db.selectFrom('provider_document').select('id').execute();
  const rotated = createSeal(`${KEYS[0]},${TEST_BANK_DATA_KEYS}`);
  const told: string[] = [];
  const done = await resealBankData(test.db, rotated, ({ what, seen }) => told.push(`${what} ${seen}`));
  expect(done.map(({ what, seen, resealed, left }) => [what, seen, resealed, left])).toEqual([['account numbers', before.length, before.length, 0], ['PANs', before.length, before.length, 0], ['documents', papers.length, papers.length, 0]]);
  expect(told.slice(0, 4)).toEqual([`account numbers ${before.length}`, `PANs ${before.length}`, 'documents 5', 'documents 10']);
  expect(told.at(-1)).toBe(`documents ${papers.length}`);

  const alone = createSeal(KEYS[0]!);
  const old = createSeal(TEST_BANK_DATA_KEYS);
  for (const [index, account] of (await accounts()).entries()) {
    const number = alone.open(account.number_sealed, sealedAt.accountNumber(account.id));
    expect(number).toBe(old.open(before[index]!.number_sealed, sealedAt.accountNumber(account.id)));
    expect(account.fingerprint).toBe(alone.fingerprints(accountIdentity({ ...account, number }))[0]);
  }
  for (const { provider_id, pan_sealed, pan_shown } of await test.db.selectFrom('provider_profile').selectAll().execute()) expect(alone.open(pan_sealed, sealedAt.pan(provider_id)).slice(0, 3)).toBe(pan_shown.slice(0, 3));
  for (const { id, content_sealed } of await test.db.selectFrom('provider_document').selectAll().execute()) {
    const content = Buffer.from(alone.open(content_sealed, sealedAt.document(id)), 'base64').toString();
    expect(content).toMatch(documentIds.includes(id) ? /^pan$/ : /^%PDF-1.4[^]+%%EOF\n$/);
  }
});

it('touches nothing the second time', async () => {
  const before = await accounts();
  const done = await resealBankData(test.db, createSeal(KEYS[0]!));
  expect(done.map(({ resealed }) => resealed)).toEqual([0, 0, 0]);
  expect(await accounts()).toEqual(before);
});

it('runs as a command', async () => {
  const env = { ...process.env, DATABASE_URL: test.url, BANK_DATA_KEYS: KEYS.toReversed().join(',') };
  const { stdout } = await run(process.execPath, ['db/reseal-bank-data.ts'], { env });
  expect(stdout).toMatch(/account numbers: \d+ looked at, \d+ sealed again\nPANs: .+\n(documents: .+\n)+Everything is under the current key/);
  const missing = run(process.execPath, ['db/reseal-bank-data.ts'], { env: { ...env, BANK_DATA_KEYS: TEST_BANK_DATA_KEYS } });
  await expect(missing).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/not in BANK_DATA_KEYS: next2/) });
});
