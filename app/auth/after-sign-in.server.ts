import { HOME_OF_ROLE, type Role } from '#app/domain/roles.ts';
import { readBasketCookie } from './basket-cookie.server.ts';
import { safeNext } from './safe-next.ts';

/** Where somebody goes who has just signed in: where they came from, else to the visit they were choosing, else home. */
export async function pathAfterSignIn(request: Request, role: Role): Promise<string> {
  const basket = role === 'patient' ? await readBasketCookie(request) : null;
  return safeNext(new URL(request.url).searchParams.get('next'), basket && basket.count > 0 ? '/visit' : HOME_OF_ROLE[role]);
}

/** `?next=…` of this request, to be handed on between the sign-in pages; empty when there is none. */
export function nextQuery(request: Request): string {
  const next = safeNext(new URL(request.url).searchParams.get('next'), '');
  return next === '' ? '' : `?${new URLSearchParams({ next })}`;
}
