import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listWebhooks } from '#db/webhook-inbox.ts';
import { readWebhookFilters } from './admin.webhooks._index/webhook-filters.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = Awaited<ReturnType<typeof listWebhooks>>['rows'][number];

const COLUMNS: CsvColumn<Row>[] = [
  ['event', (row) => row.id],
  ['channel', (row) => row.channel],
  ['name', (row) => row.name],
  ['received_at', (row) => row.listed_at],
  ['state', (row) => row.state],
  ['settled_at', (row) => row.settled_at],
  ['note', (row) => row.error],
  ['deliveries', (row) => row.deliveries],
  ['visit', (row) => row.code],
  ['gateway_event', (row) => row.gateway_event_id],
  ['order', (row) => row.gateway_order_id],
  ['payment', (row) => row.gateway_payment_id],
  ['subject', (row) => row.gateway_subject_id],
];

/** Bodies name who paid, and stay in the inbox. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { filters, wish } = readWebhookFilters(request);
  return listCsv(db, { request, adminId, now: new Date() }, { name: 'webhooks', filters, columns: COLUMNS, tables: [(turn, size) => listWebhooks(db, wish, turn, size)] });
}
