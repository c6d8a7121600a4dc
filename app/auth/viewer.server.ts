import { z } from 'zod';
import type { Role } from '#app/domain/roles.ts';
import { readBasketCookie } from './basket-cookie.server.ts';
import { signedCookie } from './signed-cookie.server.ts';

const NAME = 'onevisit-viewer';

const schema = z.object({
  name: z.string(),
  role: z.enum(['patient', 'doctor', 'admin']),
  viewing: z.object({ patientName: z.string(), code: z.string(), until: z.iso.datetime() }).optional(),
});

export interface Viewer { readonly name: string; readonly role: Role }

/** As whom an admin looks at pages: told above each of them. `code` is the visit that the view began at. */
export interface Viewing { readonly patientName: string; readonly code: string; readonly until: string }

/**
 * What the header of every page shows, from signed cookies alone, so that a public page costs no query for it. Cosmetic:
 * it outlives a revoked session by design, and no guard ever looks at it. A view ends here by the clock, as its session does.
 */
export async function readViewer(request: Request, now = new Date()): Promise<{ viewer: Viewer | null; viewing: Viewing | null; basketCount: number }> {
  const [value, basket] = await Promise.all([signedCookie(NAME).parse(request.headers.get('Cookie')), readBasketCookie(request)]);
  const { viewing: view, ...self } = schema.safeParse(value).data ?? {};
  const viewing = view && new Date(view.until) > now ? view : null;
  const viewer = viewing ? { name: viewing.patientName, role: 'patient' as const } : 'name' in self ? self : null;
  return { viewer, viewing, basketCount: basket?.count ?? 0 };
}

/** The Set-Cookie value; lasts as long as the session it describes. */
export async function writeViewerCookie({ name, role }: Viewer, maxAgeSeconds: number, viewing?: Viewing): Promise<string> {
  return signedCookie(NAME).serialize({ name, role, ...(viewing && { viewing }) }, { maxAge: maxAgeSeconds });
}

export async function clearViewerCookie(): Promise<string> {
  return signedCookie(NAME).serialize(null, { maxAge: 0 });
}
