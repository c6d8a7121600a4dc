import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertRows } from './insert-rows.ts';
import { newId } from './new-id.ts';
import { findPaymentsNotSettled, inPages } from './not-told.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { inTransaction } from './transaction.ts';

const DAY = { from: new Date('2026-03-01T18:30:00Z'), until: new Date('2026-03-02T18:30:00Z') };
/** Two full pages and a bit. */
const OUTAGE = 1_001;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('an outage that leaves a whole day out is found whole, each once', async () => {
  const { db } = database;
  const ids = Array.from({ length: OUTAGE }, () => `pay_${newId().slice(0, 14)}`);
  await inTransaction(db, (trx) => insertRows(trx, 'ledger_posting', ids.map((id) => ({ id: newId(), event: 'payment_captured', source_id: id, occurred_at: DAY.from }))));
  await db.insertInto('settlement').values({ id: 'setl_AAAAAAAAAAAAAA', day: '2026-03-05', amount_paise: 1, fees_paise: 0, tax_paise: 0, utr: null, status: 'processed', created_at: DAY.until, run_id: newId() }).execute();
  const found: string[] = [];
  for await (const page of inPages((after) => findPaymentsNotSettled(db, DAY, '2026-03-04', after))) found.push(...page.map(({ id }) => id));
  expect(found).toEqual(ids.toSorted());
});
