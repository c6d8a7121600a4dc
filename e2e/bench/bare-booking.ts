import { createPool, type Pool, type PoolConnection } from 'mysql2/promise';
import { HOLD_MINUTES, STUCK_ORDER_MINUTES } from '#app/domain/booking-bounds.ts';
import { tickOf } from '#app/domain/calendar-tick.ts';
import { newId, newVisitCode } from '#db/new-id.ts';
import type { Row, VisitRows, VisitTable } from './visit-rows.ts';
import type { VisitToBook } from './visits-to-book.ts';

const CONNECTIONS = 16;
const MINUTE_MS = 60_000;

/** As the product's own pool (db/client.ts), without Kysely. */
export function openBarePool(url: string): Pool {
  const pool = createPool({ uri: url, connectionLimit: CONNECTIONS, timezone: 'Z', dateStrings: ['DATE'], charset: 'utf8mb4' });
  pool.pool.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'");
  });
  return pool;
}

/** What a held visit is confirmed with. */
export interface HeldBare {
  readonly visit: VisitToBook;
  /** Id in the model → id in this visit. */
  readonly names: ReadonlyMap<unknown, string>;
}

/**
 * Holds a visit by nothing but prepared statements: the rows are those that the product wrote for `model`, with this
 * visit's names and times. No price is computed, no rule read: this is how fast the database lets anybody be.
 */
export async function holdBare(pool: Pool, model: VisitRows, visit: VisitToBook, seat?: number): Promise<HeldBare> {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + HOLD_MINUTES * MINUTE_MS);
  const names = namesFor(model, visit);
  const nextAskAt = new Date(now.getTime() + STUCK_ORDER_MINUTES * MINUTE_MS);
  const unpaid = { status: 'created', gateway_payment_id: null, method: null, fee_paise: null, tax_paise: null, captured_at: null, created_at: now, next_ask_at: nextAskAt };
  const shifts = new Map(model.individual_booking.map((part, index) => [part.id, tickOf(visit.parts[index]!.startsAt) - tickOf(part.starts_at as Date)]));

  await inBareTransaction(pool, async (connection) => {
    await connection.execute('UPDATE basket SET master_booking_id = ?, patient_id = ?, updated_at = ? WHERE id = ?', [
      names.get(model.master_booking[0]!.id)!, visit.patientId, now, visit.basketId,
    ]);
    await insert(connection, 'calendar_claim', model.calendar_claim, names, (claim) => ({
      tick: claim.tick === 0 ? 0 : (claim.tick as number) + shifts.get(claim.individual_booking_id)!,
      seat: seat ?? claim.seat,
      expires_at: expiresAt,
    }));
    await insert(connection, 'master_booking', model.master_booking, names, () => ({ status: 'pending_payment', hold_expires_at: expiresAt, created_at: now, confirmed_at: null }));
    await insert(connection, 'individual_booking', model.individual_booking, names, (_, index) => ({ status: 'scheduled', starts_at: visit.parts[index]!.startsAt, created_at: now }));
    await insert(connection, 'payment_transaction', model.payment_transaction, names, () => unpaid);
    await insert(connection, 'status_event', model.status_event.filter((row) => row.event === 'held'), names, () => ({ id: newId(), at: now }));
  });
  return { visit, names };
}

export async function confirmBare(pool: Pool, model: VisitRows, { visit, names }: HeldBare): Promise<void> {
  const now = new Date();
  const [master] = model.master_booking;
  const [payment] = model.payment_transaction;
  const masterId = names.get(master!.id)!;
  await inBareTransaction(pool, async (connection) => {
    await insert(connection, 'payment_attempt', model.payment_attempt, names, () => ({ first_seen_at: now, updated_at: now }));
    await connection.execute(
      "UPDATE payment_transaction SET status = 'captured', gateway_payment_id = ?, method = ?, fee_paise = ?, tax_paise = ?, captured_at = ?, next_ask_at = NULL WHERE id = ?",
      [names.get(payment!.gateway_payment_id)!, payment!.method as string, payment!.fee_paise as number, payment!.tax_paise as number, now, names.get(payment!.id)!],
    );
    await connection.execute("UPDATE individual_booking SET status = 'confirmed' WHERE master_booking_id = ?", [masterId]);
    await connection.execute("UPDATE master_booking SET status = 'confirmed', confirmed_at = ? WHERE id = ?", [now, masterId]);
    const partIds = model.individual_booking.map((part) => names.get(part.id)!);
    await connection.execute(`UPDATE calendar_claim SET expires_at = NULL WHERE individual_booking_id IN (${partIds.map(() => '?').join(', ')})`, partIds);
    await connection.execute('DELETE FROM basket WHERE id = ?', [visit.basketId]);
    await insert(connection, 'ledger_posting', model.ledger_posting, names, () => ({ occurred_at: now }));
    await insert(connection, 'ledger_entry', model.ledger_entry, names);
    await insert(connection, 'status_event', model.status_event.filter((row) => row.event !== 'held'), names, () => ({ id: newId(), at: now }));
    await insert(connection, 'outbox_message', model.outbox_message, names, (row) => ({
      id: newId(), payload: (row.payload as string).replace(master!.id as string, masterId), created_at: now, sent_at: null,
    }));
  });
}

function namesFor(model: VisitRows, visit: VisitToBook): Map<unknown, string> {
  const [master] = model.master_booking;
  const [payment] = model.payment_transaction;
  const names = new Map<unknown, string>([
    [master!.id, newId()], [master!.code, newVisitCode()], [master!.patient_id, visit.patientId],
    [payment!.id, newId()], [payment!.gateway_order_id, `order_${newId().slice(6)}`], [payment!.gateway_payment_id, `pay_${newId().slice(6)}`],
    ...model.ledger_posting.map((posting) => [posting.id, newId()] as const),
    ...model.individual_booking.flatMap((part, index) => [
      [part.id, newId()] as const, [part.provider_id, visit.parts[index]!.providerId] as const, [part.service_id, visit.parts[index]!.serviceId] as const,
    ]),
  ]);
  names.delete(null);
  return names;
}

const statements = new Map<string, string>();

/** One multi-row INSERT, prepared once per connection; the model's rows with names swapped and some columns replaced. */
async function insert(
  connection: PoolConnection,
  table: VisitTable,
  rows: readonly Row[],
  names: ReadonlyMap<unknown, string>,
  change: (row: Row, index: number) => Row = () => ({}),
): Promise<void> {
  const columns = Object.keys(rows[0]!);
  const key = `${table} ${rows.length}`;
  let statement = statements.get(key);
  if (!statement) {
    const tuple = `(${columns.map(() => '?').join(', ')})`;
    statement = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map(() => tuple).join(', ')}`;
    statements.set(key, statement);
  }
  const values = rows.flatMap((row, index) => {
    const changed = change(row, index);
    return columns.map((column) => (column in changed ? changed[column] : (names.get(row[column]) ?? row[column])));
  });
  await connection.execute(statement, values as (string | number | Date | null)[]);
}

async function inBareTransaction(pool: Pool, work: (connection: PoolConnection) => Promise<void>): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await work(connection);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}
