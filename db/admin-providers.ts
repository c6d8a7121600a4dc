import { sql, type SqlBool } from 'kysely';
import { PROVIDER_DOCUMENT_KINDS, type OnboardingStatus } from '#app/domain/onboarding.ts';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 50;

/** What a provider at the desk can be asked for: a decision, a second look at the account, papers. */
export type ProviderFlag = 'review' | 'shared' | 'papers';

export interface ProviderFilter {
  readonly status?: OnboardingStatus | undefined;
  readonly flag?: ProviderFlag | undefined;
  /** Part of the name, the legal name or the registration number. */
  readonly query?: string | undefined;
}

/** Latest details first; those who have given none come last. */
export async function listProviders(db: Database, { status, flag, query }: ProviderFilter, turn: PageTurn, size = PAGE_ROWS) {
  const page = await readPage(turn, { columns: ['entry.listed_at', 'entry.id'], size }, (span) =>
    db
      .selectFrom(entries(db).as('entry'))
      .selectAll('entry')
      .where(span.within)
      .$if(status !== undefined, (rows) => rows.where('entry.onboarding_status', '=', status!))
      .$if(flag === 'review', (rows) => rows.where('entry.in_review', '=', 1))
      .$if(flag === 'shared', (rows) => rows.where('entry.shared', '=', 1))
      .$if(flag === 'papers', (rows) => rows.where('entry.documents', '<', PROVIDER_DOCUMENT_KINDS.length).where('entry.onboarding_status', '!=', 'draft'))
      .$if(query !== undefined && query !== '', (rows) => {
        const like = `%${query!.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
        return rows.where(({ or, eb }) => or([eb('entry.name', 'like', like), eb('entry.legal_name', 'like', like), eb('entry.registration_number', 'like', like)]));
      })
      .orderBy('entry.listed_at', span.direction)
      .orderBy('entry.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, in_review: row.in_review === 1, shared: row.shared === 1, documents: Number(row.documents) })) };
}

/** One row per provider with the account in use, as far as a list may show it. */
function entries(db: Database) {
  return db
    .selectFrom('provider')
    .leftJoin('provider_profile as profile', 'profile.provider_id', 'provider.id')
    .leftJoin('payout_account as account', (join) => join.onRef('account.provider_id', '=', 'provider.id').on('account.retired_at', 'is', null))
    .select([
      'provider.id', 'provider.name', 'provider.kind', 'provider.registration_number', 'provider.onboarding_status', 'profile.legal_name',
      'account.bank_name', 'account.shown_as', 'account.status as account_status',
      sql<Date>`coalesce(profile.updated_at, cast('1970-01-02 00:00:00' as datetime(3)))`.as('listed_at'),
      sql<number>`(provider.onboarding_status = 'bank_check' and account.status is not null and account.status = 'review')`.as('in_review'),
      sql<number>`(account.id is not null and exists (${sharers(db)}))`.as('shared'),
      sql<number>`(select count(*) from provider_document as document where document.provider_id = provider.id)`.as('documents'),
    ]);
}

function sharers(db: Database) {
  return db
    .selectFrom('payout_account as other')
    .select('other.id')
    .where(sql<SqlBool>`other.fingerprint = account.fingerprint and other.provider_id <> account.provider_id`)
    .where('other.retired_at', 'is', null);
}

/** Everything about how one provider is paid; null for an id that is none. Nothing sealed is read. */
export async function findProviderStory(db: Database, providerId: string) {
  const provider = await db
    .selectFrom('provider')
    .select(['id', 'name', 'kind', 'slug', 'qualification', 'registration_number', 'onboarding_status'])
    .where('id', '=', providerId)
    .executeTakeFirst();
  if (!provider) return null;
  const [profile, accounts, documents, audits] = await Promise.all([findDecidedProfile(db, providerId), listAccounts(db, providerId), listDocuments(db, providerId), listAudits(db, providerId)]);
  const current = accounts.find((account) => account.retired_at === null);
  const [events, sharedWith] = await Promise.all([listEvents(db, [providerId, ...accounts.map(({ id }) => id)]), listSharers(db, providerId, current?.fingerprint)]);
  return { provider, profile: profile ?? null, accounts: accounts.map(({ fingerprint: _fingerprint, ...account }) => account), documents, audits, events, sharedWith };
}

async function findDecidedProfile(db: Database, providerId: string) {
  return db
    .selectFrom('provider_profile as profile')
    .leftJoin('account as decider', 'decider.id', 'profile.decided_by')
    .select([
      'profile.legal_name', 'profile.email', 'profile.phone', 'profile.pan_shown', 'profile.gateway_contact_id', 'profile.submitted_at', 'profile.decided_at',
      'profile.decision_reason', 'decider.name as decided_by_name',
    ])
    .where('profile.provider_id', '=', providerId)
    .executeTakeFirst();
}

/** The account in use first, then the retired ones, the latest first. */
async function listAccounts(db: Database, providerId: string) {
  return db
    .selectFrom('payout_account')
    .select([
      'id', 'kind', 'holder_name', 'ifsc', 'bank_name', 'shown_as', 'fingerprint', 'status', 'gateway_fund_account_id', 'gateway_validation_id', 'registered_name', 'name_match_score',
      'reason', 'tries', 'next_try_at', 'created_at', 'checked_at', 'retired_at',
    ])
    .where('provider_id', '=', providerId)
    .orderBy(sql`retired_at is not null`)
    .orderBy('created_at', 'desc')
    .execute();
}

async function listSharers(db: Database, providerId: string, fingerprint: string | undefined) {
  if (fingerprint === undefined) return [];
  return db
    .selectFrom('payout_account as account')
    .innerJoin('provider', 'provider.id', 'account.provider_id')
    .select(['provider.id', 'provider.name', 'provider.onboarding_status'])
    .where('account.fingerprint', '=', fingerprint)
    .where('account.provider_id', '!=', providerId)
    .where('account.retired_at', 'is', null)
    .orderBy('account.created_at')
    .execute();
}

async function listDocuments(db: Database, providerId: string) {
  return db.selectFrom('provider_document').select(['id', 'kind', 'file_name', 'size_bytes', 'uploaded_at']).where('provider_id', '=', providerId).execute();
}

async function listEvents(db: Database, subjectIds: readonly string[]) {
  return db
    .selectFrom('status_event as event')
    .leftJoin('account', 'account.id', 'event.actor_id')
    .select(['event.id', 'event.subject_kind', 'event.subject_id', 'event.event', 'event.actor_kind', 'event.at', 'event.note', 'account.name as actor_name'])
    .where('event.subject_id', 'in', subjectIds)
    .orderBy('event.at')
    .orderBy('event.id')
    .execute();
}

async function listAudits(db: Database, providerId: string) {
  return db
    .selectFrom('audit_log as audit')
    .leftJoin('account', 'account.id', 'audit.actor_id')
    .select(['audit.id', 'audit.verb', 'audit.actor_kind', 'audit.at', 'audit.reason', 'audit.before_json', 'audit.after_json', 'account.name as actor_name'])
    .where('audit.subject_kind', '=', 'provider')
    .where('audit.subject_id', '=', providerId)
    .orderBy('audit.at')
    .orderBy('audit.id')
    .execute();
}
