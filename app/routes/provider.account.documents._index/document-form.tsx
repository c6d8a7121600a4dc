import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import type { ProviderDocumentKind } from '#app/domain/onboarding.ts';
import { DOCUMENT_NAMES } from '#app/domain/provider-document.ts';
import { sizeInWords, type DocumentView } from '../provider.account._index/payee-view.ts';

const WHAT_FOR: Readonly<Record<ProviderDocumentKind, string>> = {
  registration: 'From your medical council, or the laboratory’s licence.',
  pan: 'The side with the name and the number.',
  bank_proof: 'Name and account number must be readable.',
};

/** An upload has no place of its own on the clinic's clock: the head office's will do. */
const ZONE = 'Asia/Kolkata';

interface DocumentFormProps {
  kind: ProviderDocumentKind;
  document: DocumentView | undefined;
  problem: string | null;
}

export function DocumentForm({ kind, document, problem }: DocumentFormProps) {
  const name = DOCUMENT_NAMES[kind];
  return (
    <Card title={name} aside={document ? <Tag tone="success">With us</Tag> : <Tag>Not given yet</Tag>}>
      {document && (
        <p className="text-sm text-muted">
          <a href={`/provider/account/documents/${document.id}`} className="link">
            {document.file_name}
          </a>
          , {sizeInWords(document.size_bytes)}, <When at={document.uploaded_at} zone={ZONE} show="dated" />
        </p>
      )}
      <form method="post" encType="multipart/form-data" noValidate className="grid gap-3">
        <input type="hidden" name="kind" value={kind} />
        <TextField
          label={document ? 'Another file in its place' : 'File'}
          id={`file-${kind}`}
          name="file"
          type="file"
          accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
          hint={`${WHAT_FOR[kind]} PDF, JPEG or PNG, up to 1 MB.`}
          errors={problem === null ? undefined : [problem]}
        />
        <div>
          <SubmitButton look="secondary" submittingText="Uploading…">
            {document ? 'Replace' : 'Upload'} the {kind === 'pan' ? name : name.charAt(0).toLowerCase() + name.slice(1)}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
