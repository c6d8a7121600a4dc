import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { retryAfter, tryUse } from '#app/auth/rate-limit.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PROVIDER_DOCUMENT_KINDS, type ProviderDocumentKind } from '#app/domain/onboarding.ts';
import { DOCUMENT_NAMES } from '#app/domain/provider-document.ts';
import { resources } from '#app/server-resources.server.ts';
import { uploadDocument } from '#app/use-cases/upload-document.server.ts';
import { findOwnPayee } from '#db/own-payee.ts';
import { DocumentForm } from './document-form.tsx';
import { uploadSchema } from './schema.ts';

export const meta: MetaFunction = () => [{ title: 'Documents · OneVisit' }];

const isKind = (text: unknown): text is ProviderDocumentKind => PROVIDER_DOCUMENT_KINDS.some((kind) => kind === text);

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const payee = await findOwnPayee(resources().db, providerId);
  if (!payee) throw notFound();
  const done = new URL(request.url).searchParams.get('done');
  return json({ documents: payee.documents, done: isKind(done) ? `${DOCUMENT_NAMES[done]}: with us now.` : null });
}

export async function action({ request }: ActionFunctionArgs) {
  const { providerId, accountId } = await requireProvider(request);
  const { db, seal } = resources();
  const tooMany = await tryUse(db, 'upload', providerId);
  if (tooMany) return json({ kind: null, message: tooMany.message }, { status: 429, headers: retryAfter(tooMany) });
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: uploadSchema });
  const asked = form.get('kind');
  if (submission.status !== 'success') return json({ kind: isKind(asked) ? asked : null, message: 'Choose a file' }, 400);
  const { kind, file } = submission.value;
  const content = new Uint8Array(await file.arrayBuffer());
  const outcome = await uploadDocument({ db, seal }, { providerId, accountId, kind, fileName: file.name, content, now: new Date() });
  return outcome.ok ? redirect(`/provider/account/documents?done=${kind}`, 303) : json({ kind, message: outcome.refusal.message }, 400);
}

export default function Documents() {
  const { documents, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary errors={refused ? { [refused.kind === null ? '' : `file-${refused.kind}`]: [refused.message] } : {}} title="Nothing was uploaded" />
      <PageHeading title="Documents" back={{ href: '/provider/account', label: 'Getting paid' }} lede="Our desk reads them to know whom we pay. They are stored sealed; every look at them is written down." />
      {done && <Notice kind="success" title={done} />}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {PROVIDER_DOCUMENT_KINDS.map((kind) => (
          <DocumentForm key={kind} kind={kind} document={documents.find((document) => document.kind === kind)} problem={refused?.kind === kind ? refused.message : null} />
        ))}
      </div>
    </>
  );
}
