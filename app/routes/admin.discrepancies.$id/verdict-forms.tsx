import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextArea, TextField } from '#app/components/form/text-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { When } from '#app/components/when.tsx';
import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { CORRECTION_LIMIT_PAISE, type DiscrepancyKind } from '#app/domain/reconciliation.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { DISCREPANCY_WORDS } from '../admin/discrepancy-words.ts';
import { REASON_MAX_LENGTH } from './schema.ts';

export type AcceptState = 'may' | 'nothing' | 'escalate_first' | 'another_admin';

interface VerdictProps {
  accept: AcceptState;
  escalation: { by: string; at: string } | null;
  refused: RefusedForm | undefined;
}

/** What can be decided, with one reason for whichever button is pressed. */
export function VerdictForm({ accept, escalation, refused }: VerdictProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <Card title="What you can do">
      <SecondAdmin accept={accept} escalation={escalation} />
      <form method="post" noValidate className="grid gap-3">
        <TextArea label="Why" name="reason" rows={3} maxLength={REASON_MAX_LENGTH} hint="Goes into the audit log." defaultValue={values.reason} errors={errors.reason} />
        <div className="flex flex-wrap gap-3">
          {accept === 'may' && <SubmitButton name="intent" value="accept">Accept Razorpay’s word</SubmitButton>}
          <SubmitButton look={accept === 'may' || accept === 'escalate_first' ? 'secondary' : 'primary'} name="intent" value="ask">Ask Razorpay again</SubmitButton>
          {!escalation && <SubmitButton look={accept === 'escalate_first' ? 'primary' : 'secondary'} name="intent" value="escalate">Escalate to a second admin</SubmitButton>}
          <SubmitButton look="secondary" name="intent" value="ignore">Ignore this discrepancy</SubmitButton>
        </div>
      </form>
    </Card>
  );
}

function SecondAdmin({ accept, escalation }: Omit<VerdictProps, 'refused'>) {
  const limit = formatPaise(CORRECTION_LIMIT_PAISE);
  if (accept === 'escalate_first') return <Notice kind="warning" title={`A correction above ${limit} takes two admins`}><p>Escalate it with a reason. Another admin then accepts Razorpay’s word.</p></Notice>;
  if (!escalation) return null;
  return (
    <Notice kind="warning" title={<>{escalation.by} escalated it, <When at={escalation.at} zone={DESK_ZONE} /></>}>
      <p>{accept === 'another_admin' ? `A correction above ${limit} takes two admins, so another one accepts it.` : accept === 'may' ? 'You may accept Razorpay’s word.' : 'Another admin looks at it.'}</p>
    </Notice>
  );
}

interface LinkProps {
  cancelling: { id: string; subject_id: string; day: string | null; kind: DiscrepancyKind }[];
  refused: RefusedForm | undefined;
}

export function LinkForm({ cancelling, refused }: LinkProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <Card title="Link it">
      <p className="max-w-prose text-muted">No money is posted. Two discrepancies that cancel each other close together; one without an effect is linked to the visit it is about.</p>
      {cancelling.length > 0 && (
        <ul className="list-disc ps-5 text-sm">
          {cancelling.map((other) => (
            <li key={other.id}>
              <a href={`/admin/discrepancies/${other.id}`}>{other.subject_id}</a> cancels it: {DISCREPANCY_WORDS[other.kind].title}{other.day && `, ${formatDay(other.day as LocalDate)}`}
            </li>
          ))}
        </ul>
      )}
      <form method="post" noValidate className="grid gap-3">
        <input type="hidden" name="intent" value="link" />
        <TextField label="Visit code, or Razorpay’s id of another discrepancy" name="linkedTo" width="medium" maxLength={60} autoComplete="off" defaultValue={values.linkedTo ?? cancelling[0]?.subject_id} errors={errors.linkedTo} />
        <TextArea label="Why they belong together" name="linkReason" rows={2} maxLength={REASON_MAX_LENGTH} defaultValue={values.linkReason} errors={errors.linkReason} />
        <div><SubmitButton look="secondary">Link this discrepancy</SubmitButton></div>
      </form>
    </Card>
  );
}
