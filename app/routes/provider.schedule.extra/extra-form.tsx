import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { DateField, SelectField, TextField } from '#app/components/form/text-field.tsx';
import { HoursFields } from '#app/components/schedule/hours-fields.tsx';
import { RULE_NOTE_LENGTH_MAX } from '#app/domain/schedule-bounds.ts';

interface ExtraFormProps {
  clinics: { id: string; name: string; locality: string }[];
  /** `YYYY-MM-DD` */
  today: string;
  /** A lab has seats. */
  seats: boolean;
  refused: RefusedForm | undefined;
}

export function ExtraForm({ clinics, today, seats, refused }: ExtraFormProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  const places = clinics.map(({ id, name, locality }) => ({ value: id, label: `${name}, ${locality}` }));
  return (
    <form method="post" noValidate className="grid gap-6">
      {clinics.length > 1 ? (
        <SelectField label="Clinic" name="clinic" placeholder="Choose a clinic" options={places} defaultValue={values.clinic ?? ''} errors={errors.clinic} />
      ) : (
        <input type="hidden" name="clinic" value={clinics[0]?.id ?? ''} />
      )}
      <DateField label="Day" name="date" min={today} defaultValue={values.date} errors={errors.date} />
      <HoursFields values={values} errors={errors} />
      {seats && (
        <TextField label="Seats" name="seats" hint="Patients who can come at the same time." inputMode="numeric" autoComplete="off" width="short" defaultValue={values.seats} errors={errors.seats} />
      )}
      <TextField label="Note (optional)" name="note" hint="For yourself. Patients do not see it." maxLength={RULE_NOTE_LENGTH_MAX} defaultValue={values.note} errors={errors.note} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton submittingText="Saving…">Add the session</SubmitButton>
        <a href="/provider/schedule" className="nav-link">
          Leave it as it was
        </a>
      </div>
    </form>
  );
}
