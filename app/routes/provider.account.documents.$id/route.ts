import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { attachment } from '#app/http/attachment.ts';
import { resources } from '#app/server-resources.server.ts';
import { openDocument } from '#app/use-cases/open-document.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const document = await openDocument(resources(), { documentId: params.id ?? '', reader: { kind: 'provider', providerId } });
  if (!document) throw notFound();
  return attachment(document);
}
