import { sql, type SqlBool } from 'kysely';
import type { ServiceKind } from '#app/domain/booking.ts';
import type { Database, Trx } from './client.ts';

const PAGE_ROWS = 50;

interface Shares {
  /** Kinds that the provider sells or has a share for; a kind without one costs nothing. */
  readonly commissionBps: Readonly<Partial<Record<ServiceKind, number>>>;
}

/** Providers by name with their commissions; `next` is where the following page begins. */
export async function listCommissions(db: Database, { query, after }: { readonly query?: string | undefined; readonly after?: string | undefined }) {
  const from = after === undefined ? undefined : await db.selectFrom('provider').select(['id', 'name']).where('id', '=', after).executeTakeFirst();
  const like = `%${(query ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const found = await providers(db)
    .$if(Boolean(query), (rows) => rows.where('name', 'like', like))
    .$if(from !== undefined, (rows) => rows.where(sql<SqlBool>`(name, id) > (${from!.name}, ${from!.id})`))
    .orderBy('name')
    .orderBy('id')
    .limit(PAGE_ROWS + 1)
    .execute();
  const page = found.slice(0, PAGE_ROWS);
  const shares = await sharesOf(db, page.map(({ id }) => id));
  return { rows: page.map((row) => ({ ...row, commissionBps: shares.get(row.id) ?? {} })), next: found.length > PAGE_ROWS ? page.at(-1)!.id : null };
}

function providers(db: Database) {
  return db.selectFrom('provider').select(['id', 'name', 'kind', 'kept_fee_provider_bps']);
}

async function sharesOf(db: Database, providerIds: readonly string[]): Promise<Map<string, Shares['commissionBps']>> {
  if (providerIds.length === 0) return new Map();
  const [sold, agreed] = await Promise.all([
    db.selectFrom('service').select(['provider_id', 'kind']).distinct().where('provider_id', 'in', [...providerIds]).orderBy('kind').execute(),
    db.selectFrom('provider_commission').selectAll().where('provider_id', 'in', [...providerIds]).execute(),
  ]);
  const shares = new Map<string, Partial<Record<ServiceKind, number>>>();
  const set = (providerId: string, kind: ServiceKind, share: number) => shares.set(providerId, { ...shares.get(providerId), [kind]: share });
  for (const { provider_id, kind } of sold) set(provider_id, kind, 0);
  for (const { provider_id, service_kind, commission_bps } of agreed) set(provider_id, service_kind, commission_bps);
  return shares;
}

export async function findCommissions(db: Database, providerId: string) {
  const provider = await providers(db).where('id', '=', providerId).executeTakeFirst();
  return provider && { ...provider, commissionBps: (await sharesOf(db, [providerId])).get(providerId) ?? {} };
}

export async function setCommissions(trx: Trx, providerId: string, shares: Shares & { readonly keptFeeProviderBps: number }): Promise<void> {
  for (const [kind, commission_bps] of Object.entries(shares.commissionBps)) {
    await trx
      .insertInto('provider_commission')
      .values({ provider_id: providerId, service_kind: kind as ServiceKind, commission_bps })
      .onDuplicateKeyUpdate({ commission_bps })
      .execute();
  }
  await trx.updateTable('provider').set({ kept_fee_provider_bps: shares.keptFeeProviderBps }).where('id', '=', providerId).execute();
}
