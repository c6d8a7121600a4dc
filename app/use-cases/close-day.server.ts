import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import { findBooksSpan } from '#db/books.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { inTransaction } from '#db/transaction.ts';

export type CloseDayRefusal = Refusal<'not_over' | 'before_the_first'>;

/** Has the worker close a day, or close it again, as the clock does each night. A day that is not over has no end to read. */
export async function closeDay(db: Database, order: { readonly day: LocalDate; readonly adminId: string; readonly now: Date }): Promise<Outcome<{ day: LocalDate }, CloseDayRefusal>> {
  const { day, adminId, now } = order;
  if (day >= localDateOf(now, BOOKS_ZONE)) return refused({ code: 'not_over', message: 'That day is not over yet. Choose yesterday or an earlier day.' });
  const span = await findBooksSpan(db, now);
  if (span === null || day < span.first) return refused({ code: 'before_the_first', message: 'Nothing was booked on that day or before it, so there is nothing to close.' });
  await inTransaction(db, async (trx) => {
    await leaveMessages(trx, [{ task: 'reconcile-day', payload: { day } }], now);
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'close_day', subjectKind: 'day', subjectId: day, at: now });
  });
  return accepted({ day });
}
