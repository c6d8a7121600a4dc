import type { BrowserContext } from '@playwright/test';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { writeViewerCookie } from '#app/auth/viewer.server.ts';
import type { Database } from '#db/client.ts';
import type { PageIds, Walker } from './fixtures-pages.ts';
import { giveCookies, giveSession } from './fixtures-people.ts';

interface WalkedWorld {
  readonly db: Database;
  readonly origin: string;
  readonly ids: PageIds;
}

const VIEW_SECONDS = 900;

/** Signs that person in, with what they have begun. */
export async function beWalker(context: BrowserContext, { db, origin, ids }: WalkedWorld, walker: Walker): Promise<void> {
  const { people, basketId, visit } = ids;
  switch (walker) {
    case 'guest':
      return;
    case 'admin who changes settings':
      return giveSession(context, db, people.admin, origin);
    case 'admin who views as a patient': {
      await giveSession(context, db, people.admin, origin);
      const until = new Date(Date.now() + VIEW_SECONDS * 1_000);
      const latest = await db.selectFrom('session').select('token_hash').where('account_id', '=', people.admin.id).orderBy('created_at', 'desc').executeTakeFirstOrThrow();
      await db.updateTable('session').set({ acting_as: people.patient.id, acting_until: until }).where('token_hash', '=', latest.token_hash).execute();
      return giveCookies(context, [await writeViewerCookie(people.admin, VIEW_SECONDS, { patientName: people.patient.name, code: visit.code, until: until.toISOString() })], origin);
    }
    default:
      await giveSession(context, db, people[walker], origin);
      if (walker === 'patient') await giveCookies(context, [await writeBasketCookie({ id: basketId, count: 3 })], origin);
  }
}
