import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { DateField, SelectField, TextField } from '#app/components/form/text-field.tsx';
import { HoursFields } from '#app/components/schedule/hours-fields.tsx';
import { RULE_NOTE_LENGTH_MAX } from '#app/domain/schedule-bounds.ts';
import { EVERY_CLINIC } from './schema.ts';

interface LeaveFormProps {
  clinics: { id: string; name: string; locality: string }[];
  /** `YYYY-MM-DD` */
  today: string;
  refused: RefusedForm | undefined;
}

export function LeaveForm({ clinics, today, refused }: LeaveFormProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  const places = clinics.map(({ id, name, locality }) => ({ value: id, label: `${name}, ${locality}` }));
  return (
    <form method="post" noValidate className="grid gap-6">
      <DateField label="First day" name="from" min={today} defaultValue={values.from} errors={errors.from} />
      <DateField label="Last day" name="until" min={today} hint="Leave it empty for one day." defaultValue={values.until} errors={errors.until} />
      <HoursFields values={values} errors={errors} hint="Leave both empty for whole days. Otherwise you are away for these hours on each of the days." />
      {clinics.length > 1 ? (
        <SelectField label="Where" name="clinic" options={[{ value: EVERY_CLINIC, label: 'Every clinic' }, ...places]} defaultValue={values.clinic ?? EVERY_CLINIC} errors={errors.clinic} />
      ) : (
        <input type="hidden" name="clinic" value={EVERY_CLINIC} />
      )}
      <TextField label="Note (optional)" name="note" hint="For yourself, like Diwali. Patients do not see it." maxLength={RULE_NOTE_LENGTH_MAX} defaultValue={values.note} errors={errors.note} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton submittingText="Saving…">Add leave</SubmitButton>
        <a href="/provider/schedule" className="nav-link">
          Leave it as it was
        </a>
      </div>
    </form>
  );
}
