import { z } from 'zod';
import { signedCookie } from './signed-cookie.server.ts';

const NAME = 'onevisit-basket';
const MAX_AGE_SECONDS = 30 * 24 * 60 * 60;

const schema = z.object({ id: z.string().min(1), count: z.int().min(0) });

/** `count` is what the header shows; the basket itself is in the database. */
export type BasketCookie = z.infer<typeof schema>;

export async function readBasketCookie(request: Request): Promise<BasketCookie | null> {
  return schema.safeParse(await signedCookie(NAME).parse(request.headers.get('Cookie'))).data ?? null;
}

/** The Set-Cookie value; `null` forgets the basket. Signing in and out leaves it alone, so a half-made visit survives both. */
export async function writeBasketCookie(basket: BasketCookie | null): Promise<string> {
  return basket ? signedCookie(NAME).serialize(basket, { maxAge: MAX_AGE_SECONDS }) : signedCookie(NAME).serialize(null, { maxAge: 0 });
}
