import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import type { Seal } from '#db/sealed-text.ts';

/** Its provider, or an admin, whose every look is written down. */
export type DocumentReader = { readonly kind: 'provider'; readonly providerId: string } | { readonly kind: 'admin'; readonly adminId: string; readonly now: Date };

export interface OpenedDocument {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** Null for a document that is none, or somebody else's. */
export async function openDocument({ db, seal }: { readonly db: Database; readonly seal: Seal }, { documentId, reader }: { readonly documentId: string; readonly reader: DocumentReader }): Promise<OpenedDocument | null> {
  const document = await db
    .selectFrom('provider_document')
    .selectAll()
    .where('id', '=', documentId)
    .$if(reader.kind === 'provider', (query) => query.where('provider_id', '=', reader.kind === 'provider' ? reader.providerId : ''))
    .executeTakeFirst();
  if (!document) return null;
  if (reader.kind === 'admin') {
    await writeAudit(db, {
      actorKind: 'admin', actorId: reader.adminId, verb: 'open_document', subjectKind: 'provider', subjectId: document.provider_id, after: { kind: document.kind, fileName: document.file_name }, at: reader.now,
    });
  }
  const content = Buffer.from(seal.open(document.content_sealed, sealedAt.document(document.id)), 'base64');
  return { fileName: document.file_name, mediaType: document.media_type, content };
}
