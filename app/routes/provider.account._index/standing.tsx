import { ButtonLink } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { accountName, type PayeeView } from './payee-view.ts';

const DETAILS = '/provider/account/details';

/** Where it stands, what that means for the money, and the one thing to do next. */
export function Standing({ payee: { provider, profile, account, documents } }: { payee: PayeeView }) {
  if (!profile || !account || provider.onboarding_status === 'draft') {
    return (
      <>
        <Notice title="You cannot be paid yet">
          <p>Tell us who you are and which account is yours. What you earn meanwhile waits for you and is not lost.</p>
        </Notice>
        <div>
          <ButtonLink href={DETAILS}>Give your details</ButtonLink>
        </div>
      </>
    );
  }
  switch (provider.onboarding_status) {
    case 'verified':
      return (
        <Notice kind="success" title={`You are paid to ${accountName(account)}`}>
          <p>Your bank has confirmed the account. What you earn is sent there by itself.</p>
        </Notice>
      );
    case 'rejected':
      return (
        <>
          <Notice kind="danger" title="You cannot be paid at present">
            <p>{profile.decision_reason}</p>
            <p>What you have earned is safe and waits. It goes on by itself once your details are verified.</p>
          </Notice>
          <div>
            <ButtonLink href={DETAILS}>Change your details</ButtonLink>
          </div>
        </>
      );
    default:
      return account.status === 'review' ? <InReview email={profile.email} proofMissing={!documents.some(({ kind }) => kind === 'bank_proof')} /> : <BankIsAsked account={account} />;
  }
}

function InReview({ email, proofMissing }: { email: string; proofMissing: boolean }) {
  return (
    <Notice title="A person at our desk is looking at your account">
      <p>Your bank’s answer leaves a question, mostly about the name. We decide within a working day and write to {email}. Payouts wait until then.</p>
      {proofMissing && (
        <p>
          A <a href="/provider/account/documents">cancelled cheque or bank statement</a> helps us to decide sooner.
        </p>
      )}
    </Notice>
  );
}

function BankIsAsked({ account }: { account: NonNullable<PayeeView['account']> }) {
  return (
    <>
      <Notice title={`Your bank is being asked about ${accountName(account)}`}>
        <p>
          {account.kind === 'bank_account' ? 'We send one rupee to see that the account is there and is yours. ' : ''}
          It mostly takes a minute; some banks need up to three working days. Payouts wait until then, and you do not have to do anything.
        </p>
      </Notice>
      <div>
        <ButtonLink look="secondary" icon="refresh" href="/provider/account">
          Look again
        </ButtonLink>
      </div>
    </>
  );
}
