import { redirect } from '@remix-run/node';
import { findBasket } from '#db/baskets.ts';
import type { Database } from '#db/client.ts';
import type { BasketTable } from '#db/tables.ts';
import { readBasketCookie, writeBasketCookie } from './basket-cookie.server.ts';

/**
 * The basket that this browser may look at, if it has one. When the cookie names a basket that has become a paid visit
 * or is another person's, the same page is asked for again without the cookie, so that its header counts right as well.
 */
export async function findOwnBasket(db: Database, request: Request, accountId: string | null): Promise<BasketTable | null> {
  const cookie = await readBasketCookie(request);
  if (cookie === null) return null;
  const basket = await findBasket(db, cookie.id);
  const foreign = basket !== undefined && basket.patient_id !== null && accountId !== null && basket.patient_id !== accountId;
  if (basket && !foreign) return basket;
  const { pathname, search } = new URL(request.url);
  throw redirect(pathname + search, { headers: { 'Set-Cookie': await writeBasketCookie(null) } });
}
