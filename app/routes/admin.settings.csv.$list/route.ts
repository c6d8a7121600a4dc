import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { oneOf, readFilters, textFilter } from '../admin/list-filters.ts';
import { SETTINGS_LISTS } from './settings-lists.server.ts';

/** A list of the settings, by its name in the address, under the filters of its screen. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const name = params.list ?? '';
  if (!Object.hasOwn(SETTINGS_LISTS, name)) throw notFound();
  const filters = readFilters(request, { name: textFilter, email: textFilter, role: oneOf(['admin', 'doctor', 'patient']), sold: oneOf(['no']) });
  return SETTINGS_LISTS[name as keyof typeof SETTINGS_LISTS](resources().db, { request, adminId, now: new Date() }, filters);
}
