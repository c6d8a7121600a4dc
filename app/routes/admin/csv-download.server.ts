import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { csvCell } from '#db/exports/write-lines.ts';
import { streamText } from '../admin.exports.$file/stream-text.server.ts';

interface Download {
  readonly request: Request;
  readonly adminId: string;
  /** In the file's name and in the audit log. */
  readonly name: string;
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly now: Date;
}

/** A list as a file; who took what home is in the audit log. */
export async function csvDownload(db: Database, { request, adminId, name, filters, now }: Download, pieces: AsyncGenerator<string>): Promise<Response> {
  await writeAudit(db, { actorKind: 'admin', actorId: adminId, verb: 'download_export', subjectKind: 'export', subjectId: name, ...(filters && { after: filters }), at: now });
  return new Response(streamText(pieces, request.signal), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="onevisit-${name}.csv"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}

export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
