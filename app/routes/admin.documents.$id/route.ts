import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { attachment } from '#app/http/attachment.ts';
import { resources } from '#app/server-resources.server.ts';
import { openDocument } from '#app/use-cases/open-document.server.ts';

/** A provider's paper; that it was opened, and by whom, is in the audit log. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const document = await openDocument(resources(), { documentId: params.id ?? '', reader: { kind: 'admin', adminId: accountId, now: new Date() } });
  if (!document) throw notFound();
  return attachment(document);
}
