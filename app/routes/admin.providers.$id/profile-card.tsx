import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { PROVIDER_DOCUMENT_KINDS, type ProviderDocumentKind } from '#app/domain/onboarding.ts';
import { formatPhone } from '#app/domain/phone.ts';
import { DOCUMENT_NAMES } from '#app/domain/provider-document.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { sizeInWords } from '../provider.account._index/payee-view.ts';

interface ProfileCardProps {
  provider: { name: string; slug: string; qualification: string; registration_number: string };
  profile: {
    legal_name: string;
    email: string;
    phone: string;
    pan_shown: string;
    gateway_contact_id: string | null;
    submitted_at: string | null;
    decided_at: string | null;
    decided_by_name: string | null;
  } | null;
}

export function ProfileCard({ provider, profile }: ProfileCardProps) {
  const given: (SummaryRow | false)[] = profile
    ? [
        { term: 'Legal name', description: profile.legal_name },
        { term: 'PAN', description: profile.pan_shown },
        { term: 'E-mail', description: <a href={`mailto:${profile.email}`}>{profile.email}</a> },
        { term: 'Phone', description: formatPhone(profile.phone) },
        profile.submitted_at !== null && { term: 'Submitted', description: <When at={profile.submitted_at} zone={DESK_ZONE} show="dated" /> },
        profile.decided_at !== null && { term: 'Decided', description: <><When at={profile.decided_at} zone={DESK_ZONE} show="dated" />, {profile.decided_by_name ?? 'by itself'}</> },
        profile.gateway_contact_id !== null && { term: 'Contact', description: <CopyCode code={profile.gateway_contact_id} what="contact id" /> },
      ]
    : [];
  const rows: (SummaryRow | false)[] = [
    { term: 'Patients see', description: <a href={`/providers/${provider.slug}`}>{provider.name}</a> },
    { term: 'Qualification', description: provider.qualification },
    { term: 'Registration', description: provider.registration_number },
    ...given,
  ];
  return (
    <Card title="Details">
      <SummaryList rows={rows.filter((row) => row !== false)} />
      {!profile && <p className="text-muted">This provider has not said yet who is paid and where.</p>}
    </Card>
  );
}

interface DocumentsCardProps {
  documents: { id: string; kind: ProviderDocumentKind; file_name: string; size_bytes: number; uploaded_at: string }[];
}

export function DocumentsCard({ documents }: DocumentsCardProps) {
  return (
    <Card title="Documents">
      <SummaryList
        rows={PROVIDER_DOCUMENT_KINDS.map((kind) => {
          const document = documents.find((each) => each.kind === kind);
          return {
            term: DOCUMENT_NAMES[kind],
            description: document ? (
              <>
                <a href={`/admin/documents/${document.id}`}>
                  {document.file_name}
                </a>
                <span className="block text-sm text-muted">
                  {sizeInWords(document.size_bytes)}, <When at={document.uploaded_at} zone={DESK_ZONE} show="dated" />
                </span>
              </>
            ) : (
              <span className="text-muted">Missing</span>
            ),
          };
        })}
      />
      {documents.length > 0 && <p className="text-sm text-muted">That you opened a document is written down.</p>}
    </Card>
  );
}
