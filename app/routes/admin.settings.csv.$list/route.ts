import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import type { Database } from '#db/client.ts';
import { listCsv, type CsvColumn, type ReadPage } from '../admin/list-csv.server.ts';
import { oneOf, readFilters, textFilter } from '../admin/list-filters.ts';
import { SETTINGS_LISTS, type SettingsFilters, type SettingsListName } from './settings-lists.server.ts';

/** A list of the settings, by its name in the address, under the filters of its screen. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const name = params.list ?? '';
  if (!Object.hasOwn(SETTINGS_LISTS, name)) throw notFound();
  const filters = readFilters(request, { name: textFilter, email: textFilter, role: oneOf(['admin', 'doctor', 'patient']), sold: oneOf(['no']) });
  const now = new Date();
  const { db } = resources();
  return send(db, { request, adminId, now }, name as SettingsListName, filters);
}

function send(db: Database, who: { request: Request; adminId: string; now: Date }, name: SettingsListName, filters: SettingsFilters): Promise<Response> {
  const of = SETTINGS_LISTS[name](db, filters, who.now) as { columns: readonly CsvColumn<unknown>[]; tables: readonly ReadPage<unknown>[] };
  return listCsv(db, who, { name: `settings-${name}`, filters: { ...filters }, ...of });
}
