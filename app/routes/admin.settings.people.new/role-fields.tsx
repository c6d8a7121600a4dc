import { RadioGroup } from '#app/components/form/choice-field.tsx';
import { SelectField } from '#app/components/form/text-field.tsx';
import type { FormState } from '../admin.settings._index/change-form.tsx';

interface RoleFieldsProps extends FormState {
  providers: { id: string; name: string }[];
}

/** What somebody who works here is, and for whom. */
export function RoleFields({ providers, values, errors }: RoleFieldsProps) {
  return (
    <>
      <RadioGroup
        label="Role"
        name="role"
        defaultValue={values.role}
        errors={errors.role}
        choices={[
          { value: 'doctor', label: 'A provider’s login', hint: 'Sees the schedule, bookings and earnings of one doctor or lab.' },
          { value: 'admin', label: 'Admin', hint: 'Sees and changes everything at this desk.' },
        ]}
      />
      <SelectField
        label="Provider"
        name="provider"
        hint="For a provider’s login."
        placeholder="Nobody"
        options={providers.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={values.provider ?? ''}
        errors={errors.provider}
      />
    </>
  );
}
