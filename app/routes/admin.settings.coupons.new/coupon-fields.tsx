import { CheckboxField, RadioGroup } from '#app/components/form/choice-field.tsx';
import { DateField, TextField } from '#app/components/form/text-field.tsx';
import type { FormState } from '../admin.settings._index/change-form.tsx';

/** What of a coupon may change later. */
export function BoundsFields({ values, errors }: FormState) {
  return (
    <>
      <DateField label="Last day" name="lastDay" defaultValue={values.lastDay} errors={errors.lastDay} />
      <TextField label="Uses per patient" name="perPatient" inputMode="numeric" autoComplete="off" width="short" hint="Empty for no limit." defaultValue={values.perPatient} errors={errors.perPatient} />
      <TextField label="Uses in all" name="total" inputMode="numeric" autoComplete="off" width="short" hint="Empty for no limit." defaultValue={values.total} errors={errors.total} />
    </>
  );
}

export function DescriptionField({ values, errors }: FormState) {
  return <TextField label="Description" name="description" maxLength={200} hint="Patients read it under the code." autoComplete="off" defaultValue={values.description} errors={errors.description} />;
}

const KINDS = [['consultation', 'Consultations'], ['lab_test', 'Lab tests'], ['follow_up', 'Follow-ups']] as const;

export function CouponFields(form: FormState) {
  const { values, errors } = form;
  const box = (name: string) => ({ name, defaultValue: values[name], errors: errors[name], autoComplete: 'off' });
  return (
    <>
      <TextField label="Code" width="medium" hint="3 to 30 capital letters and digits. It cannot be used again later." {...box('code')} />
      <DescriptionField {...form} />
      <RadioGroup
        label="It takes off"
        name="takes"
        defaultValue={values.takes}
        errors={errors.takes}
        choices={[
          { value: 'percent', label: 'A percentage' },
          { value: 'amount', label: 'An amount in rupees' },
        ]}
      />
      <TextField label="How much" inputMode="decimal" width="short" {...box('value')} />
      <TextField label="At most, in rupees" inputMode="decimal" width="short" hint="Of a percentage. Empty for no limit." {...box('cap')} />
      <TextField label="From a visit of, in rupees" inputMode="decimal" width="short" hint="Empty for any visit." {...box('minimum')} />
      <fieldset className="grid gap-2">
        <legend className="field-label mb-1.5">It covers</legend>
        {KINDS.map(([kind, label]) => (
          <CheckboxField key={kind} label={label} name={kind} defaultChecked={values[kind] === 'on'} errors={errors[kind]} />
        ))}
      </fieldset>
      <DateField label="First day" name="firstDay" defaultValue={values.firstDay} errors={errors.firstDay} />
      <BoundsFields {...form} />
      <RadioGroup
        label="Paid by"
        name="fundedBy"
        defaultValue={values.fundedBy}
        errors={errors.fundedBy}
        choices={[
          { value: 'platform', label: 'The platform', hint: 'Providers earn as if there were no coupon.' },
          { value: 'provider', label: 'The provider', hint: 'Providers earn less by their share of it.' },
        ]}
      />
      <RadioGroup
        label="When a cancellation takes a visit below its minimum"
        name="afterCancel"
        defaultValue={values.afterCancel}
        errors={errors.afterCancel}
        choices={[
          { value: 'keep', label: 'The discount is kept' },
          { value: 'requalify', label: 'The discount is taken back', hint: 'Once, out of the refund.' },
        ]}
      />
    </>
  );
}
