import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextArea } from '#app/components/form/text-field.tsx';
import { REASON_MAX } from '#app/domain/onboarding-bounds.ts';
import type { OnboardingStatus } from '#app/domain/onboarding.ts';
import type { Account } from './account-card.tsx';

interface ReviewFormsProps {
  account: Account;
  name: string;
  refused: RefusedForm | undefined;
}

const READ_BY_THEM = 'The provider reads this sentence, and what to do about it.';

/** What the bank's word leaves open, and the two ways to end it. */
export function ReviewForms({ account, name, refused }: ReviewFormsProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <Card title="This account waits for you">
      <p className="max-w-prose">{account.reason}</p>
      <div className="mt-2 grid items-start gap-6 lg:grid-cols-2">
        <form method="post" noValidate className="grid content-start gap-3">
          <input type="hidden" name="intent" value="pass" />
          <input type="hidden" name="payoutAccountId" value={account.id} />
          <TextArea label="What convinced you" name="note" rows={2} maxLength={REASON_MAX} hint="Stays at the desk." defaultValue={values.note} errors={errors.note} />
          <div>
            <SubmitButton icon="check" submittingText="Passing…">
              Pass the account and pay {name}
            </SubmitButton>
          </div>
        </form>
        <form method="post" noValidate className="grid content-start gap-3">
          <input type="hidden" name="intent" value="fail" />
          <input type="hidden" name="payoutAccountId" value={account.id} />
          <TextArea label="Why it cannot be used" name="reason" rows={2} maxLength={REASON_MAX} hint={READ_BY_THEM} defaultValue={values.reason} errors={errors.reason} />
          <div>
            <SubmitButton look="danger" submittingText="Failing…">
              Fail the account
            </SubmitButton>
          </div>
        </form>
      </div>
    </Card>
  );
}

interface StopFormProps {
  status: OnboardingStatus;
  name: string;
  refused: RefusedForm | undefined;
}

/** Behind a line: it is seldom what somebody came for. */
export function StopForm({ status, name, refused }: StopFormProps) {
  const verified = status === 'verified';
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <details className="card" open={refused !== undefined}>
      <summary className="link inline-flex min-h-11 items-center">{verified ? `Stop paying ${name}…` : `Reject ${name}…`}</summary>
      <form method="post" noValidate className="mt-3 grid gap-3">
        <input type="hidden" name="intent" value="reject" />
        <p className="max-w-prose text-muted">
          {verified ? 'Earnings wait from then on; what is on its way to the bank goes on. ' : ''}
          New details of theirs are decided here, by a person.
        </p>
        <TextArea label="Why" name="reason" rows={2} maxLength={REASON_MAX} hint={READ_BY_THEM} defaultValue={values.reason} errors={errors.reason} />
        <div>
          <SubmitButton look="danger" submittingText={verified ? 'Stopping…' : 'Rejecting…'}>
            {verified ? `Stop paying ${name}` : `Reject ${name}`}
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}
