import { z } from 'zod';
import type { Role } from '#app/domain/roles.ts';
import { readBasketCookie } from './basket-cookie.server.ts';
import { signedCookie } from './signed-cookie.server.ts';

const NAME = 'onevisit-viewer';

const schema = z.object({ name: z.string(), role: z.enum(['patient', 'doctor', 'admin']) });

export interface Viewer { readonly name: string; readonly role: Role }

/**
 * What the header of every page shows, from signed cookies alone, so that a public page costs no query for it. Cosmetic:
 * it outlives a revoked session by design, and no guard ever looks at it.
 */
export async function readViewer(request: Request): Promise<{ viewer: Viewer | null; basketCount: number }> {
  const [value, basket] = await Promise.all([signedCookie(NAME).parse(request.headers.get('Cookie')), readBasketCookie(request)]);
  return { viewer: schema.safeParse(value).data ?? null, basketCount: basket?.count ?? 0 };
}

/** The Set-Cookie value; lasts as long as the session it describes. */
export async function writeViewerCookie(viewer: Viewer, maxAgeSeconds: number): Promise<string> {
  return signedCookie(NAME).serialize({ name: viewer.name, role: viewer.role }, { maxAge: maxAgeSeconds });
}

export async function clearViewerCookie(): Promise<string> {
  return signedCookie(NAME).serialize(null, { maxAge: 0 });
}
