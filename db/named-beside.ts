import { sql, type RawBuilder } from 'kysely';
import type { Database } from './client.ts';
import { readSearch } from './visit-search.ts';

/** What a typed text names that is no visit's: a provider, or an event that Razorpay sent. */
export interface NamedBeside {
  readonly kind: 'provider' | 'event';
  readonly id: string;
  /** The provider's name, or the event's. */
  readonly title: string;
}

const ROWS_MAX = 10;
const EVENT_ID = /^[\w-]{6,80}$/;

/** Each way through a key of its own; `fa_`, `cont_` and `fav_` are RazorpayX's fund accounts, contacts and account validations. */
function waysTo(text: string): RawBuilder<NamedBeside>[] {
  const account = (column: string): RawBuilder<NamedBeside> =>
    sql`select 'provider' as kind, provider.id, provider.name as title from payout_account account join provider on provider.id = account.provider_id where ${sql.ref(`account.${column}`)} = ${text}`;
  const profile = (column: string, value: string): RawBuilder<NamedBeside> =>
    sql`select 'provider' as kind, provider.id, provider.name as title from provider_profile profile join provider on provider.id = profile.provider_id where ${sql.ref(`profile.${column}`)} = ${value}`;
  if (text.startsWith('fa_')) return [account('gateway_fund_account_id')];
  if (text.startsWith('fav_')) return [account('gateway_validation_id')];
  if (text.startsWith('cont_')) return [profile('gateway_contact_id', text)];
  const visit = readSearch(text);
  if (visit.by === 'email_start') return [profile('email', visit.text)];
  const phone = visit.by === 'phone' ? [profile('phone', `+91${visit.text}`)] : [];
  const event: RawBuilder<NamedBeside>[] = EVENT_ID.test(text) ? [sql`select 'event' as kind, id, name as title from webhook_event where gateway_event_id = ${text}`] : [];
  return [...phone, ...event];
}

export async function findNamedBeside(db: Database, typed: string): Promise<NamedBeside[]> {
  const ways = waysTo(typed.trim());
  if (ways.length === 0) return [];
  const { rows } = await sql<NamedBeside>`select * from (${sql.join(ways, sql` union `)}) named limit ${sql.lit(ROWS_MAX)}`.execute(db);
  return rows;
}
