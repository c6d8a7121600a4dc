import { DOCUMENT_MAX_BYTES } from '#app/domain/onboarding-bounds.ts';
import type { ProviderDocumentKind } from '#app/domain/onboarding.ts';
import { mediaTypeOf, tidyFileName } from '#app/domain/provider-document.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { lockProvider } from '#db/payees.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import type { Seal } from '#db/sealed-text.ts';
import { tryInTransaction } from '#db/transaction.ts';

export type UploadRefusal = Refusal<'empty' | 'too_large' | 'not_a_document'>;

interface Upload {
  readonly providerId: string;
  readonly accountId: string;
  readonly kind: ProviderDocumentKind;
  readonly fileName: string;
  readonly content: Uint8Array;
  readonly now: Date;
}

/** Stores a paper sealed; a newer one of its kind takes the older one's place. */
export async function uploadDocument({ db, seal }: { readonly db: Database; readonly seal: Seal }, input: Upload): Promise<Outcome<{ documentId: string }, UploadRefusal>> {
  const { providerId, kind, content, now } = input;
  if (content.byteLength === 0) return refused({ code: 'empty', message: 'Choose a file' });
  if (content.byteLength > DOCUMENT_MAX_BYTES) return refused({ code: 'too_large', message: 'The file is larger than 1 MB. Take the photo at a smaller size, or scan it in black and white.' });
  const mediaType = mediaTypeOf(content);
  if (mediaType === null) return refused({ code: 'not_a_document', message: 'Choose a PDF, a JPEG or a PNG. This file is none of them, whatever it is called.' });
  const fileName = tidyFileName(input.fileName);
  const id = newId();
  const sealed = seal.seal(Buffer.from(content).toString('base64'), sealedAt.document(id));
  return tryInTransaction<{ documentId: string }, UploadRefusal>(db, async (trx) => {
    await lockProvider(trx, providerId);
    await trx.deleteFrom('provider_document').where('provider_id', '=', providerId).where('kind', '=', kind).execute();
    await trx
      .insertInto('provider_document')
      .values({ id, provider_id: providerId, kind, file_name: fileName, media_type: mediaType, size_bytes: content.byteLength, content_sealed: sealed, uploaded_at: now })
      .execute();
    await writeAudit(trx, {
      actorKind: 'provider', actorId: input.accountId, verb: 'upload_document', subjectKind: 'provider', subjectId: providerId, after: { kind, fileName, sizeBytes: content.byteLength }, at: now,
    });
    return accepted({ documentId: id });
  });
}
