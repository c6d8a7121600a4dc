import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { RadioGroup } from '#app/components/form/choice-field.tsx';
import { TextArea } from '#app/components/form/text-field.tsx';
import { CANCEL_REASONS, reasonsFor } from '#app/domain/cancel-reason.ts';
import { NOTE_MAX_LENGTH } from './staff-cancel-schema.ts';

interface StaffCancelFormProps {
  actor: 'provider' | 'admin';
  quoteId: string;
  noteHint: string;
  /** "Cancel this booking and return ₹799.00" */
  verb: string;
  keep: { href: string; label: string };
  refused: RefusedForm | undefined;
}

/** Why, a note, and the one button that says what it does. */
export function StaffCancelForm({ actor, quoteId, noteHint, verb, keep, refused }: StaffCancelFormProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <form method="post" noValidate className="grid gap-6">
      <input type="hidden" name="quoteId" value={quoteId} />
      <RadioGroup
        label="Why is it cancelled?"
        name="reason"
        choices={reasonsFor(actor).map((reason) => ({ value: reason, label: CANCEL_REASONS[reason] }))}
        defaultValue={values.reason}
        errors={errors.reason}
      />
      <TextArea label="Note (optional)" name="note" hint={noteHint} rows={3} maxLength={NOTE_MAX_LENGTH} defaultValue={values.note} errors={errors.note} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton look="danger" submittingText="Cancelling…">
          {verb}
        </SubmitButton>
        <a href={keep.href} className="nav-link">
          {keep.label}
        </a>
      </div>
    </form>
  );
}
