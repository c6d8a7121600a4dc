import { Card } from '#app/components/card.tsx';
import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { PROVIDER_DOCUMENT_KINDS } from '#app/domain/onboarding.ts';
import { formatPhone } from '#app/domain/phone.ts';
import { DOCUMENT_NAMES } from '#app/domain/provider-document.ts';
import type { AccountView, DocumentView, ProfileView } from './payee-view.ts';

const DETAILS = '/provider/account/details';

export function AccountCard({ account }: { account: AccountView }) {
  const bank = account.kind === 'bank_account';
  const rows: SummaryRow[] = [
    { term: 'Account holder', description: account.holder_name },
    { term: bank ? 'Account number' : 'UPI id', description: account.shown_as },
    ...(bank ? [{ term: 'Bank', description: account.bank_name }, { term: 'IFSC', description: <code>{account.ifsc}</code> }] : []),
  ];
  return (
    <Card title="Account" aside={<a href={`${DETAILS}#holderName`} className="link">Change account</a>}>
      <SummaryList rows={rows} />
    </Card>
  );
}

export function ProfileCard({ profile, registrationNumber }: { profile: ProfileView; registrationNumber: string }) {
  return (
    <Card title="Your details" aside={<a href={DETAILS} className="link">Change details</a>}>
      <SummaryList
        rows={[
          { term: 'Name', description: profile.legal_name },
          { term: 'Registration number', description: registrationNumber },
          { term: 'PAN', description: profile.pan_shown },
          { term: 'E-mail', description: <span>{profile.email}</span> },
          { term: 'Phone', description: formatPhone(profile.phone) },
        ]}
      />
    </Card>
  );
}

export function DocumentsCard({ documents }: { documents: DocumentView[] }) {
  return (
    <Card title="Documents" aside={<a href="/provider/account/documents" className="link">Upload documents</a>}>
      <SummaryList
        rows={PROVIDER_DOCUMENT_KINDS.map((kind) => {
          const document = documents.find((each) => each.kind === kind);
          return {
            term: DOCUMENT_NAMES[kind],
            description: document ? <a href={`/provider/account/documents/${document.id}`} className="link">{document.file_name}</a> : <span className="text-muted">Not given yet</span>,
          };
        })}
      />
    </Card>
  );
}
