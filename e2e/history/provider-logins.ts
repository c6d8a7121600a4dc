import type { Database } from '#db/client.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { newId } from '#db/new-id.ts';

/** The account of each provider, made where the seed gave it none: `slug@providers.example`, with the demo's password. */
export async function gatherProviderLogins(db: Database, since: Date): Promise<ReadonlyMap<string, string>> {
  const providers = await db
    .selectFrom('provider')
    .leftJoin('account', 'account.provider_id', 'provider.id')
    .select(['provider.id', 'provider.slug', 'provider.name', 'account.id as account_id'])
    .orderBy('provider.slug')
    .execute();
  const without = providers.filter((provider) => provider.account_id === null).map((provider) => ({ ...provider, account_id: newId() }));
  if (without.length > 0) {
    const { password_hash } = await db.selectFrom('account').select('password_hash').where('email', '=', LOGINS.rao.email).executeTakeFirstOrThrow();
    await db
      .insertInto('account')
      .values(without.map(({ id, slug, name, account_id }) => ({ id: account_id, email: `${slug}@providers.example`, name, password_hash, role: 'doctor', provider_id: id, created_at: since, disabled_at: null })))
      .execute();
  }
  return new Map([...providers, ...without].flatMap(({ id, account_id }) => (account_id === null ? [] : [[id, account_id] as const])));
}
