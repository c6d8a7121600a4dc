import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { writeAudit } from '#db/audit-log.ts';
import { isExportName, readExport } from '#db/exports/exports.ts';
import { EXPORT_FORMATS, writeLines } from '#db/exports/write-lines.ts';
import { dayFilters, readFilters, spanOfDays } from '../admin/list-filters.ts';
import { streamText } from './stream-text.server.ts';

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;

/** `/admin/exports/refunds.csv?from=2026-11-01&to=2026-11-30`, streamed; who took what home is in the audit log. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const admin = await requireAdmin(request);
  const [name, extension] = (params.file ?? '').split('.');
  const format = EXPORT_FORMATS.find((each) => each === extension);
  if (!isExportName(name) || !format || params.file !== `${name}.${format}`) throw notFound();
  const days = readFilters(request, dayFilters);
  const { db } = resources();
  await writeAudit(db, {
    actorKind: 'admin',
    actorId: admin.accountId,
    verb: 'download_export',
    subjectKind: 'export',
    subjectId: name,
    after: { format, from: days.from ?? null, to: days.to ?? null },
    at: new Date(),
  });
  const filename = ['onevisit', name, days.from, days.to].filter(Boolean).join('-');
  return new Response(streamText(writeLines(readExport(db, name, spanOfDays(days)), name, format), request.signal), {
    headers: {
      'Content-Type': CONTENT_TYPES[format],
      'Content-Disposition': `attachment; filename="${filename}.${format}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
