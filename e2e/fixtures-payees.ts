import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { hashPassword } from '#db/password-hash.ts';
import { PASSWORD } from './fixtures-people.ts';
import { lotsOfTest } from './lots.ts';

/** A doctor of a test's own, with a login and no details yet: nobody finds them, nobody books them. */
export interface DraftDoctor {
  readonly providerId: string;
  readonly name: string;
  readonly email: string;
}

export async function addDraftDoctor(db: Database, name = 'Dr Kabir Anand'): Promise<DraftDoctor> {
  const copied = await db.selectFrom('provider').selectAll().where('slug', '=', 'dr-mohit-singhvi').executeTakeFirstOrThrow();
  const providerId = newId();
  const email = `kabir.${providerId}@example.org`;
  await db.insertInto('provider').values({ ...copied, id: providerId, slug: `dr-${providerId}`, name, onboarding_status: 'draft', active: 0 }).execute();
  const account = { id: newId(), email, name, role: 'doctor' as const, provider_id: providerId, created_at: new Date(), disabled_at: null };
  await db.insertInto('account').values({ ...account, password_hash: await hashPassword(PASSWORD) }).execute();
  return { providerId, name, email };
}

/** 14 digits that no other test has; the last two say what the emulator's bank knows (its README, magic values). */
export function drawAccountNumber(end = '58'): string {
  return `70${String(lotsOfTest().between(0, 9_999_999_999)).padStart(10, '0')}${end}`;
}
