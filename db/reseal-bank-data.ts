import { pathToFileURL } from 'node:url';
import { accountIdentity } from '#app/domain/payee.ts';
import { openDatabase, type Database } from './client.ts';
import { sealedAt } from './sealed-columns.ts';
import { createSeal, type Seal } from './sealed-text.ts';

/**
 * `npm run reseal-bank-data`, after a new key was put first in BANK_DATA_KEYS: everything that an older key sealed is
 * sealed again under the new one, so that the old one can be taken out of the list. Runs beside the product, can be
 * stopped and run again at any time; what changed while it looked is left to whoever changed it.
 */
export interface ResealProgress {
  readonly what: 'account numbers' | 'PANs' | 'documents';
  readonly seen: number;
  readonly resealed: number;
  /** Changed by somebody else at that moment: the next run sees what they wrote. */
  readonly left: number;
}

const ROWS_PER_BATCH = 200;
/** Each up to two megabytes. */
const DOCUMENTS_PER_BATCH = 5;

interface SealedRow {
  readonly id: string;
  readonly sealed: string;
}

interface Column<Row extends SealedRow> {
  readonly what: ResealProgress['what'];
  readonly batch: number;
  /** In the order of ids, from after `id`. */
  read(afterId: string, limit: number): Promise<Row[]>;
  /** Only if it is still what was read. */
  write(row: Row): Promise<boolean>;
}

export async function resealBankData(db: Database, seal: Seal, tell: (progress: ResealProgress) => void = () => {}): Promise<ResealProgress[]> {
  return [await resealColumn(accountNumbers(db, seal), seal, tell), await resealColumn(pans(db, seal), seal, tell), await resealColumn(documents(db, seal), seal, tell)];
}

async function resealColumn<Row extends SealedRow>(column: Column<Row>, seal: Seal, tell: (progress: ResealProgress) => void): Promise<ResealProgress> {
  const { what, batch } = column;
  const progress = { what, seen: 0, resealed: 0, left: 0 };
  for (let afterId = ''; ; ) {
    const rows = await column.read(afterId, batch);
    for (const row of rows) {
      progress.seen += 1;
      if (seal.isOutdated(row.sealed)) progress[(await column.write(row)) ? 'resealed' : 'left'] += 1;
    }
    tell({ ...progress });
    if (rows.length < batch) return progress;
    afterId = rows.at(-1)!.id;
  }
}

function again(seal: Seal, sealed: string, context: string): string {
  return seal.seal(seal.open(sealed, context), context);
}

function accountNumbers(db: Database, seal: Seal): Column<SealedRow & { kind: 'bank_account' | 'vpa'; ifsc: string | null }> {
  return {
    what: 'account numbers',
    batch: ROWS_PER_BATCH,
    read: (afterId, limit) => db.selectFrom('payout_account').select(['id', 'kind', 'ifsc', 'number_sealed as sealed']).where('id', '>', afterId).orderBy('id').limit(limit).execute(),
    write: async ({ id, sealed, kind, ifsc }) => {
      const number = seal.open(sealed, sealedAt.accountNumber(id));
      const written = { number_sealed: seal.seal(number, sealedAt.accountNumber(id)), fingerprint: seal.fingerprints(accountIdentity({ kind, ifsc, number }))[0] };
      return touched(await db.updateTable('payout_account').set(written).where('id', '=', id).where('number_sealed', '=', sealed).executeTakeFirstOrThrow());
    },
  };
}

function pans(db: Database, seal: Seal): Column<SealedRow> {
  return {
    what: 'PANs',
    batch: ROWS_PER_BATCH,
    read: (afterId, limit) => db.selectFrom('provider_profile').select(['provider_id as id', 'pan_sealed as sealed']).where('provider_id', '>', afterId).orderBy('provider_id').limit(limit).execute(),
    write: async ({ id, sealed }) =>
      touched(await db.updateTable('provider_profile').set({ pan_sealed: again(seal, sealed, sealedAt.pan(id)) }).where('provider_id', '=', id).where('pan_sealed', '=', sealed).executeTakeFirstOrThrow()),
  };
}

function documents(db: Database, seal: Seal): Column<SealedRow> {
  return {
    what: 'documents',
    batch: DOCUMENTS_PER_BATCH,
    read: (afterId, limit) => db.selectFrom('provider_document').select(['id', 'content_sealed as sealed']).where('id', '>', afterId).orderBy('id').limit(limit).execute(),
    // Never edited in place: a newer paper is another row.
    write: async ({ id, sealed }) => touched(await db.updateTable('provider_document').set({ content_sealed: again(seal, sealed, sealedAt.document(id)) }).where('id', '=', id).executeTakeFirstOrThrow()),
  };
}

function touched({ numUpdatedRows }: { numUpdatedRows: bigint }): boolean {
  return numUpdatedRows === 1n;
}

async function main(): Promise<void> {
  const { DATABASE_URL, BANK_DATA_KEYS } = process.env;
  if (!DATABASE_URL || !BANK_DATA_KEYS) throw new Error('DATABASE_URL and BANK_DATA_KEYS must be set, the new key first in the list');
  const db = openDatabase(DATABASE_URL, { connections: 1 });
  try {
    const done = await resealBankData(db, createSeal(BANK_DATA_KEYS), ({ what, seen, resealed }) => process.stdout.write(`${what}: ${seen} looked at, ${resealed} sealed again\n`));
    const left = done.reduce((sum, column) => sum + column.left, 0);
    process.stdout.write(left === 0 ? 'Everything is under the current key. Older keys can be taken out once no process uses them.\n' : `${left} were changed meanwhile. Run this again.\n`);
  } finally {
    await db.destroy();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
