import { RadioGroup } from '#app/components/form/choice-field.tsx';
import { SelectField, TextArea, TextField } from '#app/components/form/text-field.tsx';
import type { FormState } from '../admin.settings._index/change-form.tsx';

interface ServiceFieldsProps extends FormState {
  provider: { id: string; kind: 'doctor' | 'lab' };
  policies: { value: string; label: string }[];
  /** Names that other labs sell, to type the same one. */
  tests: string[];
}

const minutes = { inputMode: 'numeric', autoComplete: 'off', width: 'short', after: <span className="text-muted">minutes</span> } as const;

/** What a provider of this kind can sell. */
export function ServiceFields({ provider, policies, tests, ...form }: ServiceFieldsProps) {
  const { values, errors } = form;
  const box = (name: string) => ({ name, defaultValue: values[name], errors: errors[name], autoComplete: 'off' });
  const lab = provider.kind === 'lab';
  return (
    <>
      <input type="hidden" name="provider" value={provider.id} />
      {lab ? <input type="hidden" name="kind" value="lab_test" /> : <KindField {...form} />}
      <TextField label="Name" maxLength={120} {...(lab && { list: 'tests', hint: 'The name that other laboratories use, where they sell it, too.' })} {...box('name')} />
      {lab && (
        <>
          <datalist id="tests">
            {tests.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </datalist>
          <TextField label="Also known as" maxLength={200} hint="Patients find it by these words, too." {...box('alsoKnownAs')} />
          <TextArea label="How to prepare" rows={2} maxLength={200} hint="Of a test that no laboratory sells yet." {...box('preparation')} />
        </>
      )}
      <TextField label="Price in rupees" inputMode="decimal" width="short" {...box('price')} />
      <TextField label="It takes" {...minutes} {...box('duration')} />
      <TextField label="Buffer after it" {...minutes} {...box('buffer')} />
      <SelectField label="Cancellation policy" placeholder="Choose a policy" options={policies} {...box('policy')} defaultValue={values.policy ?? ''} />
      {!lab && <GrantFields {...form} />}
    </>
  );
}

function KindField({ values, errors }: FormState) {
  return (
    <RadioGroup
      label="What it is"
      name="kind"
      defaultValue={values.kind}
      errors={errors.kind}
      choices={[
        { value: 'consultation', label: 'A consultation' },
        { value: 'follow_up', label: 'A follow-up', hint: 'After a consultation with the same doctor.' },
      ]}
    />
  );
}

/** The doctor's rule for follow-ups; of a consultation it is not read. */
function GrantFields({ values, errors }: FormState) {
  const box = (name: string) => ({ name, defaultValue: values[name], errors: errors[name], autoComplete: 'off' });
  return (
    <fieldset className="card grid gap-4">
      <legend className="sr-only">Of a follow-up</legend>
      <p className="field-label">Of a follow-up, once per consultation</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Within so many days" inputMode="numeric" {...box('grantDays')} />
        <TextField label="It costs, in % of its price" inputMode="decimal" {...box('grantPrice')} />
      </div>
    </fieldset>
  );
}
