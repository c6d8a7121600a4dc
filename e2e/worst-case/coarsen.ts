import { sql } from 'kysely';
import type { Database } from '#db/client.ts';
import { LONG_MAILBOX, LONG_NAME, MAIL_HOST, NOTE, REASON, REFERENCE, TAMIL_NAME, WORD } from './texts.ts';

/** Which column is filled with what; a column that holds nothing goes on holding nothing. */
type Filling = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the desk and the providers say of themselves; bookings copy some of it when they are made. */
const CATALOGUE: Filling = {
  city: { name: WORD },
  clinic: { name: LONG_NAME, address: NOTE, locality: WORD },
  specialisation: { name: WORD, treats: NOTE },
  lab_test: { name: WORD, also_known_as: NOTE, preparation: NOTE },
  provider: { name: `Dr ${LONG_NAME}`, qualification: WORD, registration_number: REFERENCE, languages: NOTE, about: NOTE },
  service: { name: WORD },
  coupon: { description: NOTE },
  schedule_rule: { note: NOTE },
};

/** What was said and done since. */
const STORIES: Filling = {
  account: { name: LONG_NAME },
  provider_profile: { legal_name: LONG_NAME, email: LONG_MAILBOX + MAIL_HOST, decision_reason: NOTE },
  provider_document: { file_name: REFERENCE },
  payout_account: { holder_name: LONG_NAME, bank_name: `${WORD} Co-operative Bank`, registered_name: LONG_NAME.toUpperCase(), reason: NOTE, shown_as: REFERENCE },
  payment_attempt: { error_reason: REASON, error_description: NOTE },
  payout: { note: NOTE, utr: REFERENCE },
  payout_attempt: { reason: REASON, detail: NOTE, utr: REFERENCE },
  payout_pause: { reason: NOTE },
  refund: { note: NOTE, bank_reference: REFERENCE },
  refund_attempt: { detail: NOTE },
  cancellation: { note: NOTE },
  clawback: { write_off_reason: NOTE },
  discrepancy: { note: NOTE, resolve_reason: NOTE },
  status_event: { note: NOTE },
  audit_log: { reason: NOTE, after_json: JSON.stringify({ [REASON]: NOTE }) },
  webhook_event: { error: NOTE },
  session: { user_agent: REFERENCE },
  settlement: { utr: REFERENCE },
  recon_item: { settlement_utr: REFERENCE },
};

export const coarsenCatalogue = (db: Database) => fill(db, CATALOGUE);

/** `tamil`: the accounts that have a name of another script. */
export async function coarsenStories(db: Database, tamil: readonly string[]): Promise<void> {
  await fill(db, STORIES);
  // The last letters of the id keep addresses apart.
  await sql`UPDATE account SET email = CONCAT(RIGHT(id, 6), ${LONG_MAILBOX.slice(6) + MAIL_HOST})`.execute(db);
  await db.updateTable('account').set({ name: TAMIL_NAME }).where('id', 'in', tamil).execute();
}

async function fill(db: Database, filling: Filling): Promise<void> {
  const lengths = await columnLengths(db);
  for (const [table, columns] of Object.entries(filling)) {
    const sets = Object.entries(columns).map(([column, text]) => sql`${sql.ref(column)} = IF(${sql.ref(column)} IS NULL, NULL, ${text.slice(0, lengths.get(`${table}.${column}`))})`);
    await sql`UPDATE ${sql.table(table)} SET ${sql.join(sets)}`.execute(db);
  }
}

async function columnLengths(db: Database): Promise<Map<string, number>> {
  const { rows } = await sql<{ place: string; length: number | null }>`
    SELECT CONCAT(table_name, '.', column_name) AS place, CAST(character_maximum_length AS SIGNED) AS length
    FROM information_schema.columns WHERE table_schema = DATABASE() AND character_maximum_length IS NOT NULL`.execute(db);
  return new Map(rows.map(({ place, length }) => [place, Number(length)]));
}
