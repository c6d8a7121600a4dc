import { classNames } from '#app/components/class-names.ts';
import { CheckboxField, RadioGroup } from '#app/components/form/choice-field.tsx';
import { FieldError } from '#app/components/form/field.tsx';
import { SelectField, TextArea, TextField } from '#app/components/form/text-field.tsx';
import type { FormState } from '../admin.settings._index/change-form.tsx';

interface ProviderFieldsProps extends FormState {
  /** Null while it is still to be chosen. */
  kind: 'doctor' | 'lab' | null;
  specialisations: { id: string; name: string }[];
  clinics: { id: string; name: string; locality: string }[];
}

/** What patients read of a provider, in the order of their page. */
export function ProviderFields({ kind, specialisations, clinics, values, errors }: ProviderFieldsProps) {
  const box = (name: string) => ({ name, defaultValue: values[name], errors: errors[name], autoComplete: 'off' });
  return (
    <>
      {kind === null && (
        <RadioGroup
          label="What they are"
          name="kind"
          defaultValue={values.kind}
          errors={errors.kind}
          choices={[
            { value: 'doctor', label: 'A doctor', hint: 'Sells consultations and follow-ups.' },
            { value: 'lab', label: 'A laboratory', hint: 'Sells lab tests.' },
          ]}
        />
      )}
      <TextField label="Name" maxLength={120} hint="As patients know it, like Dr Asha Rao." {...box('name')} />
      {kind !== 'lab' && (
        <SelectField
          label="Specialisation"
          {...(kind === null && { hint: 'Of a doctor.' })}
          placeholder={kind === null ? 'None' : 'Choose one'}
          options={specialisations.map(({ id, name }) => ({ value: id, label: name }))}
          {...box('specialisation')}
          defaultValue={values.specialisation ?? ''}
        />
      )}
      <TextField label="Qualification" maxLength={120} hint="Degrees of a doctor, accreditation of a laboratory." {...box('qualification')} />
      <TextField label="Registration number" maxLength={60} width="medium" {...box('registration')} />
      <TextField label="Languages" maxLength={120} hint="Like English, Hindi." {...box('languages')} />
      <TextField label="Years of experience" inputMode="numeric" width="short" {...box('years')} />
      <TextArea label="About them" rows={4} maxLength={600} {...box('about')} />
      <ClinicBoxes clinics={clinics} values={values} errors={errors} />
    </>
  );
}

function ClinicBoxes({ clinics, values, errors }: Pick<ProviderFieldsProps, 'clinics' | 'values' | 'errors'>) {
  return (
    <fieldset className={classNames('field', errors.clinic && 'field-refused')}>
      <legend className="field-label mb-1.5">They work at</legend>
      <FieldError id="clinic-error" errors={errors.clinic} />
      {clinics.length === 0 && <p className="text-muted"><a href="/admin/settings/clinics/new">Open a clinic</a> first.</p>}
      <div className="grid gap-2">
        {clinics.map(({ id, name, locality }, index) => (
          <CheckboxField key={id} label={`${name}, ${locality}`} name={`clinic[${index}]`} id={index === 0 ? 'clinic' : `clinic-${index}`} value={id} defaultChecked={values[`clinic[${index}]`] === id} />
        ))}
      </div>
    </fieldset>
  );
}
