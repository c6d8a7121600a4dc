import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { CheckboxField } from '#app/components/form/choice-field.tsx';
import { SelectField, TextArea, TextField } from '#app/components/form/text-field.tsx';
import { CANCEL_REASONS, reasonsFor } from '#app/domain/cancel-reason.ts';
import { formatPaise, formatPaiseShort } from '#app/domain/money.ts';
import { OVERRIDE_LIMIT_PAISE } from '#app/domain/refund-bounds.ts';
import { NOTE_MAX_LENGTH } from '../admin/staff-cancel-schema.ts';
import type { ReturnablePart } from './returnable-part.ts';

/** `399.50`: an amount as somebody would type it. */
function typed(paise: number): string {
  return formatPaiseShort(paise).replace('₹', '');
}

interface OverrideFormProps {
  part: ReturnablePart;
  back: string;
  refused: RefusedForm | undefined;
}

export function OverrideForm({ part, back, refused }: OverrideFormProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <form method="post" noValidate className="grid gap-6">
      <input type="hidden" name="partId" value={part.id} />
      <input type="hidden" name="expectedRemainderPaise" value={part.remainderPaise} />
      <TextField
        label="Amount in rupees"
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        width="short"
        hint={`Up to ${formatPaise(part.remainderPaise)}. Above ${formatPaise(OVERRIDE_LIMIT_PAISE)} a second admin has to approve; nothing moves before.`}
        defaultValue={values.amount ?? (part.keptPaise > 0 ? typed(part.keptPaise) : undefined)}
        errors={errors.amount}
      />
      <SelectField
        label="Reason"
        name="reason"
        placeholder="Choose a reason"
        options={reasonsFor('admin').map((reason) => ({ value: reason, label: CANCEL_REASONS[reason] }))}
        defaultValue={values.reason ?? ''}
        errors={errors.reason}
      />
      <TextArea
        label="Note"
        name="note"
        hint="For the audit log and for whoever approves. No health details."
        rows={3}
        maxLength={NOTE_MAX_LENGTH}
        defaultValue={values.note}
        errors={errors.note}
      />
      {part.status === 'confirmed' && (
        <CheckboxField
          label="Cancel the service, too"
          name="alsoCancel"
          hint="Its time becomes free and what is not returned is kept as a fee. Otherwise the service stands and the amount is goodwill."
          defaultChecked={values.alsoCancel === 'on'}
          errors={errors.alsoCancel}
        />
      )}
      {part.status === 'completed' && (
        <CheckboxField
          label="The platform bears it"
          name="platformBears"
          hint="Otherwise the provider bears the same share of what was earned, out of the next payouts."
          defaultChecked={values.platformBears === 'on'}
          errors={errors.platformBears}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton submittingText="Returning…">Return this amount</SubmitButton>
        <a href={back} className="nav-link">
          Leave it
        </a>
      </div>
    </form>
  );
}
